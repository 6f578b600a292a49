package uk.wayleave.register.vault;

/** Where accounts of the vault may sign in: a password goes to whoever answers there. */
public enum AccountHosts {
    /** Over TLS only. */
    TLS_ONLY,
    /** Without TLS on this machine too, where a stand-in plays Street Manager: for demonstrations and tests. */
    LOOPBACK_TOO
}
