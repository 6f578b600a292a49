package uk.wayleave.control;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.register.Register;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.register.postgres.DatabaseUnavailable;

/**
 * Whether everything a change needs is there: the register answers, the ledger answers and takes what was done. The key
 * was compared with the database's when the register was opened, which it is not without it.
 */
final class Readiness {
    private static final Logger LOG = LoggerFactory.getLogger(Readiness.class);

    private final Register register;
    private final LedgerReader ledger;
    private final ActRecorder recorder;

    Readiness(Register register, LedgerReader ledger, ActRecorder recorder) {
        this.register = register;
        this.ledger = ledger;
        this.recorder = recorder;
    }

    boolean isReady() {
        try {
            boolean answers =
                    register.sessions().find("").isEmpty() && ledger.head().count() >= 0;
            return answers && !recorder.isBehind();
        } catch (DatabaseUnavailable e) {
            LOG.warn("Not ready: {}", e.getMessage());
            return false;
        }
    }
}
