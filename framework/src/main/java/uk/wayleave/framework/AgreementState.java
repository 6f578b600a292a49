package uk.wayleave.framework;

import java.util.EnumSet;
import java.util.Set;

/**
 * The life of an agreement: draft, offered, accepted by both over the same content hash, active, suspended and active
 * again, ended. There is no way back from ended, and none to active but through both acceptances.
 */
public enum AgreementState {
    DRAFT,
    OFFERED,
    ACCEPTED,
    ACTIVE,
    SUSPENDED,
    ENDED;

    /** The states this one may turn into. */
    public Set<AgreementState> next() {
        return switch (this) {
            case DRAFT -> EnumSet.of(OFFERED, ENDED);
            case OFFERED -> EnumSet.of(DRAFT, ACCEPTED, ENDED);
            case ACCEPTED -> EnumSet.of(ACTIVE, ENDED);
            case ACTIVE -> EnumSet.of(SUSPENDED, ENDED);
            case SUSPENDED -> EnumSet.of(ACTIVE, ENDED);
            case ENDED -> EnumSet.noneOf(AgreementState.class);
        };
    }

    public boolean mayBecome(AgreementState other) {
        return next().contains(other);
    }
}
