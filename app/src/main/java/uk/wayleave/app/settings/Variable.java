package uk.wayleave.app.settings;

import uk.wayleave.register.postgres.DatabaseChoice;
import uk.wayleave.register.vault.MasterKeySource;

/** The environment variables that settings come from. */
public enum Variable {
    HOME("WAYLEAVE_HOME", "Directory for what is kept between runs", ".wayleave in the current directory"),
    DATABASE_URL(DatabaseChoice.VARIABLE, "A PostgreSQL to use in place of the embedded one", "the embedded one"),
    MASTER_KEY(MasterKeySource.VARIABLE, "The master key: 32 random bytes, base64 or hexadecimal", "from a file"),
    MASTER_KEY_FILE(MasterKeySource.FILE_VARIABLE, "A file that holds the master key", "master.key in the home"),
    BIND("WAYLEAVE_BIND", "Address both doors listen on; other than loopback needs TLS", "127.0.0.1"),
    DATA_PORT("WAYLEAVE_DATA_PORT", "Port of the data plane; 0 takes a free one", "8080"),
    CONTROL_PORT("WAYLEAVE_CONTROL_PORT", "Port of the control plane; 0 takes a free one", "8081"),
    TLS_KEYSTORE("WAYLEAVE_TLS_KEYSTORE", "PKCS #12 file with the certificate and key of both doors", "no TLS"),
    TLS_KEYSTORE_PASSWORD_FILE(
            "WAYLEAVE_TLS_KEYSTORE_PASSWORD_FILE", "A file that holds the keystore's password", "no password"),
    CERTIFICATE_DATA_PORT(
            "WAYLEAVE_CERTIFICATE_DATA_PORT",
            "Port of the data plane that asks callers for a client certificate (RFC 8705); needs TLS",
            "none"),
    CERTIFICATE_CONTROL_PORT(
            "WAYLEAVE_CERTIFICATE_CONTROL_PORT",
            "Port of the control plane that asks callers for a client certificate (RFC 8705); needs TLS",
            "none"),
    PUBLIC_CERTIFICATE_CONTROL_URL(
            "WAYLEAVE_PUBLIC_CERTIFICATE_CONTROL_URL",
            "Base URL of that port of the control plane as others see it",
            "the control plane's host and that port"),
    CERTIFICATE_PROXIES(
            "WAYLEAVE_CERTIFICATE_PROXIES",
            "Proxies whose Client-Cert header (RFC 9440) is believed, as in 10.0.0.5,10.1.0.0/16",
            "none"),
    SERVICE_NAME("WAYLEAVE_SERVICE_NAME", "Name of the service, as its pages show it", "Wayleave"),
    PUBLIC_CONTROL_URL(
            "WAYLEAVE_PUBLIC_CONTROL_URL", "Base URL of the control plane as others see it", "where it listens"),
    PUBLIC_DATA_URL(
            "WAYLEAVE_PUBLIC_DATA_URL",
            "Base URL of the data plane as Street Manager reaches it",
            "none: no notifications"),
    RECEIVERS(
            "WAYLEAVE_RECEIVERS",
            "Where receivers, webhooks and identity providers may be: public, private, loopback",
            "public"),
    STREET_MANAGER_URL(
            "WAYLEAVE_STREET_MANAGER_URL", "Base URL of Street Manager's API", "none: accounts name their own"),
    STAND_IN(
            "WAYLEAVE_STAND_IN",
            "Whether a stand-in on loopback may play Street Manager and Amazon SNS: yes or no",
            "no"),
    API_VERSIONS("WAYLEAVE_API_VERSIONS", "Versions of the API that are open, as in v3,v6", "all in the catalogue"),
    ENABLED_OPERATIONS(
            "WAYLEAVE_ENABLED_OPERATIONS",
            "Operations without documented roles to open, as in work.GetSection58",
            "none"),
    EGRESS(
            "WAYLEAVE_EGRESS",
            "Name of the address that Street Manager sees; nodes behind one share a budget",
            "default"),
    CALLS_PER_MINUTE(
            "WAYLEAVE_CALLS_PER_MINUTE", "Calls a minute to one Street Manager host, of all nodes together", "120"),
    SHARE_WEIGHTS(
            "WAYLEAVE_SHARE_WEIGHTS",
            "Weights of integrators and Controllers in the budget, from 1 to 100: ID=WEIGHT,ID=WEIGHT",
            "1 each"),
    WRITE_WAIT("WAYLEAVE_WRITE_WAIT_SECONDS", "How long a write may wait for a place in the budget", "5"),
    POLLING("WAYLEAVE_POLLING_SECONDS", "Shortest time between two equal polls; 0 for none", "120"),
    JOB_POLLING("WAYLEAVE_JOB_POLLING_SECONDS", "Shortest time between two looks at one export; 0 for none", "5"),
    FOREIGN_RECORDS(
            "WAYLEAVE_FOREIGN_RECORDS_PER_HOUR", "Others' records that one agreement may read in an hour", "60"),
    FOREIGN_ROWS(
            "WAYLEAVE_FOREIGN_ROWS_PER_HOUR", "Others' rows that one agreement may read from lists in an hour", "500"),
    SEARCHED_AREA(
            "WAYLEAVE_SEARCHED_KM2_PER_HOUR", "Area in km² that one agreement may search by boxes in an hour", "5000");

    private final String key;
    private final String meaning;
    private final String without;

    Variable(String key, String meaning, String without) {
        this.key = key;
        this.meaning = meaning;
        this.without = without;
    }

    /** Its name in the environment. */
    public String key() {
        return key;
    }

    /** In a few words. */
    public String meaning() {
        return meaning;
    }

    /** What holds where it is not set. */
    public String without() {
        return without;
    }

    @Override
    public String toString() {
        return key;
    }
}
