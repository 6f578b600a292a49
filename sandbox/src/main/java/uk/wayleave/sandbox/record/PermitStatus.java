package uk.wayleave.sandbox.record;

import java.util.Locale;

/** Where a permit stands. */
public enum PermitStatus {
    SUBMITTED,
    GRANTED,
    PERMIT_MODIFICATION_REQUEST,
    REFUSED,
    CLOSED,
    CANCELLED,
    REVOKED,
    PROGRESSED,
    /** The authority has begun to look at it (V6). */
    UNDER_ASSESSMENT;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the authority has still to answer the application. */
    public boolean isWaiting() {
        return this == SUBMITTED || this == UNDER_ASSESSMENT;
    }

    /** Whether the permit still counts: it waits for an answer or allows the works. */
    public boolean isLive() {
        return switch (this) {
            case SUBMITTED, GRANTED, PERMIT_MODIFICATION_REQUEST, UNDER_ASSESSMENT -> true;
            case REFUSED, CLOSED, CANCELLED, REVOKED, PROGRESSED -> false;
        };
    }
}
