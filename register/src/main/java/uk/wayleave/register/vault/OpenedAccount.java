package uk.wayleave.register.vault;

/** What signs an account in. Held only while it does. */
public record OpenedAccount(String emailAddress, String password) {
    @Override
    public String toString() {
        return "OpenedAccount[withheld]";
    }
}
