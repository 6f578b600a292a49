package uk.wayleave.streetmanager;

import java.util.Arrays;
import java.util.Optional;

/**
 * A role of a Street Manager account. An account that uses the API has exactly one of planner, highway authority,
 * contractor and data export; an administrator cannot use the API. Source: DfT's role table.
 */
public enum Role {
    PLANNER("Planner"),
    CONTRACTOR("Contractor"),
    HIGHWAY_AUTHORITY("HighwayAuthority"),
    ADMIN("Admin"),
    DATA_EXPORT("DataExport");

    private final String label;

    Role(String label) {
        this.label = label;
    }

    public static Optional<Role> parse(String label) {
        return Arrays.stream(values()).filter(role -> role.label.equals(label)).findFirst();
    }

    /** The name that Street Manager gives it. */
    public String label() {
        return label;
    }
}
