package uk.wayleave.register.snapshot;

import java.net.URI;
import java.time.Instant;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.AccountId;

/**
 * A Street Manager account of the Controller for this agreement; its password is in the vault.
 *
 * @param host Street Manager's base address that the account may be used with, and no other
 * @param role Street Manager's role name: {@code Planner}, {@code HighwayAuthority}, {@code Contractor}
 * @param organisationReference what a login with it must answer
 * @param changed when its password was last set: with another one it is another account to those that are signed in
 */
public record Account(
        AccountId id, SwaCode swaCode, URI host, String role, String organisationReference, Instant changed) {
    /** The same with a password that was set then. */
    public Account changedAt(Instant then) {
        return new Account(id, swaCode, host, role, organisationReference, then);
    }
}
