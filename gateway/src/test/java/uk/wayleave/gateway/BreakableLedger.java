package uk.wayleave.gateway;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.Condition;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.LedgerStore;

/** The real ledger, until a test wants something to happen at the n-th append. */
final class BreakableLedger implements LedgerStore {
    private volatile Optional<LedgerStore> real = Optional.empty();
    private final AtomicInteger appends = new AtomicInteger();
    private volatile IntFunction<Mishap> mishaps = _ -> Mishap.NONE;

    /** What happens at an append. */
    enum Mishap {
        NONE,
        /** Nothing is written. */
        NOT_WRITTEN,
        /** It is written, but nobody hears of it. */
        WRITTEN_UNHEARD
    }

    /** Stands before that one from now on. */
    LedgerStore before(LedgerStore ledger) {
        real = Optional.of(ledger);
        return this;
    }

    /** Counting from 1 with the next append. */
    void at(IntFunction<Mishap> mishap) {
        appends.set(0);
        mishaps = mishap;
    }

    void soundAgain() {
        mishaps = _ -> Mishap.NONE;
    }

    @Override
    public AppendResult append(List<Draft> drafts, List<Condition> conditions) {
        Mishap mishap = mishaps.apply(appends.incrementAndGet());
        if (mishap == Mishap.NOT_WRITTEN) {
            return new AppendResult.Unavailable("The test wanted it so.");
        }
        AppendResult result = real.orElseThrow().append(drafts, conditions);
        return mishap == Mishap.WRITTEN_UNHEARD ? new AppendResult.Unavailable("The test wanted it so.") : result;
    }
}
