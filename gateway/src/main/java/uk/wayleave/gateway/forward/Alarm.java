package uk.wayleave.gateway.forward;

import org.slf4j.LoggerFactory;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.AccountId;

/** Tells people of what only they can mend. Raised once when it is found, not for every call that suffers from it. */
@FunctionalInterface
public interface Alarm {
    void raise(AlarmKind kind, ControllerId controller, AccountId account);

    /** Into the log, at level error. */
    static Alarm logging() {
        return (kind, controller, account) -> LoggerFactory.getLogger(Alarm.class)
                .error("{}: account {} of Controller {}. {}", kind, account, controller, kind.cure());
    }
}
