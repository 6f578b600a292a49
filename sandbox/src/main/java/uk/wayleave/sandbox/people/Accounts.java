package uk.wayleave.sandbox.people;

import static uk.wayleave.streetmanager.Role.CONTRACTOR;
import static uk.wayleave.streetmanager.Role.DATA_EXPORT;
import static uk.wayleave.streetmanager.Role.HIGHWAY_AUTHORITY;
import static uk.wayleave.streetmanager.Role.PLANNER;

import java.util.List;
import uk.wayleave.streetmanager.Role;

/** The API accounts of the sandbox. The persons are fictional, the domains reserved. */
public final class Accounts {
    private final String passwordSeed;

    private Accounts(String passwordSeed) {
        this.passwordSeed = passwordSeed;
    }

    /** The first of an organisation is its usual one; those that only were invited come last. */
    public static List<Account> of(String passwordSeed) {
        return new Accounts(passwordSeed).all();
    }

    private List<Account> all() {
        return List.of(
                account("street.manager.api@aldermere-water.example", Directory.WATER, PLANNER),
                account("street.manager.api@tarnbrook-fibre.example", Directory.FIBRE, PLANNER),
                account("street.manager.permits@ashcombe-council.example", Directory.COUNTY, HIGHWAY_AUTHORITY),
                account("street.manager.works@ashcombe-council.example", Directory.COUNTY_WORKS, PLANNER),
                account("street.manager.api@larkfield-civils.example", Directory.CIVILS, CONTRACTOR),
                account("street.manager.api@ottermouth-gas.example", Directory.GAS, PLANNER),
                account("street.manager.permits@netherby-council.example", Directory.BOROUGH, HIGHWAY_AUTHORITY),
                account("street.manager.export@ashcombe-council.example", Directory.COUNTY, DATA_EXPORT),
                streetWorksAdmin(
                        "street.manager.charges@ashcombe-council.example", Directory.COUNTY, HIGHWAY_AUTHORITY),
                streetWorksAdmin("street.manager.charges@aldermere-water.example", Directory.WATER, PLANNER),
                invited("street.manager.new@aldermere-water.example"));
    }

    private Account account(String emailAddress, String swaCode, Role role) {
        return new Account(emailAddress, password(emailAddress), swaCode, role, false, "API", "User", false);
    }

    private Account streetWorksAdmin(String emailAddress, String swaCode, Role role) {
        return new Account(emailAddress, password(emailAddress), swaCode, role, true, "API", "Charges", false);
    }

    private Account invited(String emailAddress) {
        return new Account(
                emailAddress, password(emailAddress), Directory.WATER, PLANNER, false, "API", "Newcomer", true);
    }

    private String password(String emailAddress) {
        return Sessions.password(passwordSeed, emailAddress);
    }
}
