package uk.wayleave.sandbox;

import java.util.Locale;

/** Where a permit stands. */
enum PermitStatus {
    SUBMITTED,
    GRANTED,
    PERMIT_MODIFICATION_REQUEST,
    REFUSED,
    CLOSED,
    CANCELLED,
    REVOKED,
    PROGRESSED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the permit still counts: it waits for an answer or allows the works. */
    boolean isLive() {
        return switch (this) {
            case SUBMITTED, GRANTED, PERMIT_MODIFICATION_REQUEST -> true;
            case REFUSED, CLOSED, CANCELLED, REVOKED, PROGRESSED -> false;
        };
    }
}
