package uk.wayleave.gateway.governor;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A place in the budget for one request to Street Manager. It counts until a minute after that request ended; closed
 * without having been used, it counts no more.
 */
public final class Place implements AutoCloseable {
    private enum State {
        FREE,
        IN_USE,
        OVER
    }

    private final HostBudget budget;
    private final Budget.Held held;
    private final Optional<Party> party;
    private final Urgency urgency;
    private final AtomicReference<State> state = new AtomicReference<>(State.FREE);

    Place(HostBudget budget, Budget.Held held, Optional<Party> party, Urgency urgency) {
        this.budget = budget;
        this.held = held;
        this.party = party;
        this.urgency = urgency;
    }

    /** To be called before the request is sent; false where it was used before: each request takes a place of its own. */
    public boolean use() {
        return state.compareAndSet(State.FREE, State.IN_USE);
    }

    /** To be called when the request is over, whatever came of it. */
    public void end() {
        if (state.compareAndSet(State.IN_USE, State.OVER)) {
            budget.ended(held);
        }
    }

    /** One more place of the same kind, without waiting. */
    public Admission another() {
        return budget.askNow(party, urgency);
    }

    @Override
    public void close() {
        end();
        if (state.compareAndSet(State.FREE, State.OVER)) {
            budget.givenBack(held);
        }
    }
}
