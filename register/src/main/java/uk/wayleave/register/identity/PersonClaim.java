package uk.wayleave.register.identity;

/** The claim of an ID token that is a person's identifier in the register (OpenID Connect Core section 5.1). */
public enum PersonClaim {
    /** Taken only where {@code email_verified} is true. */
    EMAIL("email"),
    PREFERRED_USERNAME("preferred_username"),
    SUB("sub");

    private final String claim;

    PersonClaim(String claim) {
        this.claim = claim;
    }

    /** As in an ID token. */
    public String claim() {
        return claim;
    }

    static PersonClaim of(String claim) {
        for (PersonClaim one : values()) if (one.claim.equals(claim)) return one;
        throw new IllegalArgumentException("The database holds only claims that are listed here.");
    }
}
