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
    PROGRESSED;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the permit still counts: it waits for an answer or allows the works. */
    public boolean isLive() {
        return switch (this) {
            case SUBMITTED, GRANTED, PERMIT_MODIFICATION_REQUEST -> true;
            case REFUSED, CLOSED, CANCELLED, REVOKED, PROGRESSED -> false;
        };
    }
}
