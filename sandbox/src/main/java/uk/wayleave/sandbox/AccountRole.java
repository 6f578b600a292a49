package uk.wayleave.sandbox;

/**
 * What an API account may do. Street Manager gives an API account exactly one role (DfT's API documentation V3,
 * "Access and permissions").
 */
public enum AccountRole {
    PLANNER("Planner"),
    HIGHWAY_AUTHORITY("HighwayAuthority");

    private final String code;

    AccountRole(String code) {
        this.code = code;
    }

    /** The role as Street Manager writes it. */
    public String code() {
        return code;
    }
}
