package uk.wayleave.gateway.forward;

import java.time.Clock;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.vault.AccountOpening;

/** The client of Street Manager; one for each process. */
public final class StreetManager implements AutoCloseable {
    private StreetManager() {}

    /** Types first: the client itself follows. */
    public static StreetManager start(ForwardSettings settings, AccountOpening vault, Clock clock, Alarm alarm) {
        return new StreetManager();
    }

    public Sent send(Outbound outbound) {
        return Sent.NotSent.because(Cause.STOPPED);
    }

    public void logOut(AccountId account) {}

    public void forget(AccountId account) {}

    @Override
    public void close() {}
}
