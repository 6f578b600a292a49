package uk.wayleave.sandbox;

import uk.wayleave.streetmanager.Role;

/**
 * An API account of an organisation. Its text never shows the password.
 *
 * @param emailAddress the login name; upper and lower case differ
 * @param password generated when the sandbox starts, or derived from {@link SandboxSettings#passwordSeed()}
 * @param swaCode the organisation it belongs to, what Street Manager calls the organisation reference
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
        String firstName,
        String lastName,
        boolean invited) {
    @Override
    public String toString() {
        return "Account[" + emailAddress + ", " + swaCode + ", " + role.label() + "]";
    }
}
