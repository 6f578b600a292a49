package uk.wayleave.gateway.forward;

/** What is wrong with an account at Street Manager, or with what it is shown. */
public enum AlarmKind {
    WRONG_ORGANISATION(
            "Street Manager answered its login for another organisation. Register the account of the right one."),
    WRONG_PASSWORD("Street Manager does not take its password. Set the right one."),
    ACCOUNT_LOCKED("Street Manager has locked it after failed logins. Find out who else uses it."),
    ORGANISATION_SUSPENDED("Street Manager has suspended its organisation. Ask the Street Manager service desk."),
    FOREIGN_RECORD(
            "Street Manager answered it with another organisation's own record, which was withheld. Find out whether"
                    + " its role, its organisation or a contract is wrong, and tell the Street Manager service desk."),
    HARVEST("Under its agreement so many records of other organisations were read that no more may be for now. Ask the"
            + " product's maker what for; the ledger names the calls under the code harvest."),
    INVITATION_OPEN("Its invitation is not taken up. Log in once and set a password of your own.");

    private final String cure;

    AlarmKind(String cure) {
        this.cure = cure;
    }

    /** What to do, in a sentence. */
    public String cure() {
        return cure;
    }
}
