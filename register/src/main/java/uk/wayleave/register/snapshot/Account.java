package uk.wayleave.register.snapshot;

import java.net.URI;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.AccountId;

/**
 * A Street Manager account of the Controller for this agreement; its password is in the vault.
 *
 * @param host Street Manager's base address that the account may be used with, and no other
 * @param role Street Manager's role name: {@code Planner}, {@code HighwayAuthority}, {@code Contractor}
 * @param organisationReference what a login with it must answer
 */
public record Account(AccountId id, SwaCode swaCode, URI host, String role, String organisationReference) {}
