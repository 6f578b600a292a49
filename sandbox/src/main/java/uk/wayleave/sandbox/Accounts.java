package uk.wayleave.sandbox;

import java.util.List;
import uk.wayleave.streetmanager.Role;

/** The API accounts of the sandbox. The persons are fictional, the domains reserved. */
final class Accounts {
    private Accounts() {}

    static List<Account> of(String passwordSeed) {
        return List.of(
                account(passwordSeed, "street.manager.api@aldermere-water.example", Directory.WATER, Role.PLANNER),
                account(passwordSeed, "street.manager.api@tarnbrook-fibre.example", Directory.FIBRE, Role.PLANNER),
                account(
                        passwordSeed,
                        "street.manager.permits@ashcombe-council.example",
                        Directory.COUNTY,
                        Role.HIGHWAY_AUTHORITY),
                account(
                        passwordSeed,
                        "street.manager.works@ashcombe-council.example",
                        Directory.COUNTY_WORKS,
                        Role.PLANNER),
                invited(passwordSeed, "street.manager.new@aldermere-water.example"));
    }

    private static Account account(String seed, String emailAddress, String swaCode, Role role) {
        String password = Sessions.password(seed, emailAddress);
        return new Account(emailAddress, password, swaCode, role, "API", "User", false);
    }

    private static Account invited(String seed, String emailAddress) {
        String password = Sessions.password(seed, emailAddress);
        return new Account(emailAddress, password, Directory.WATER, Role.PLANNER, "API", "Newcomer", true);
    }
}
