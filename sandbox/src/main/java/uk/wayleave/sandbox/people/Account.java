package uk.wayleave.sandbox.people;

import uk.wayleave.streetmanager.Role;

/**
 * An API account of an organisation. Its text never shows the password.
 *
 * @param emailAddress the login name; upper and lower case differ
 * @param password generated when the sandbox starts, or derived from the sandbox's password seed
 * @param swaCode the organisation it belongs to, what Street Manager calls the organisation reference
 * @param streetWorksAdmin whether it has the role {@code StreetWorksAdmin} beside its own, and so sees the money of
 *     Section 74
 * @param firstName of the account, fictional
 * @param lastName of the account, fictional
 * @param invited true while the account has not logged in for the first time: it is sent to
 *     {@code /work/authenticate/initial} and must set a password of its own
 */
public record Account(
        String emailAddress,
        String password,
        String swaCode,
        Role role,
        boolean streetWorksAdmin,
        String firstName,
        String lastName,
        boolean invited) {

    /** With a password of its own, and so no longer only invited. */
    Account withPassword(String newPassword) {
        return new Account(emailAddress, newPassword, swaCode, role, streetWorksAdmin, firstName, lastName, false);
    }

    Account named(String newFirstName, String newLastName) {
        return new Account(emailAddress, password, swaCode, role, streetWorksAdmin, newFirstName, newLastName, invited);
    }

    @Override
    public String toString() {
        return "Account[" + emailAddress + ", " + swaCode + ", " + role.label() + "]";
    }
}
