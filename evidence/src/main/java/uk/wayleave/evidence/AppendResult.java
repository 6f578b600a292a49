package uk.wayleave.evidence;

import java.util.List;

/** What became of an append. Only {@link Committed} allows anything to go on. */
public sealed interface AppendResult {
    /** Durable: one receipt for each draft, in their order. */
    record Committed(List<Receipt> receipts) implements AppendResult {
        public Committed {
            receipts = List.copyOf(receipts);
        }
    }

    /** Something of the Controller changed since it was judged, or is changing now: judge again. */
    record Stale() implements AppendResult {}

    /** The instruction has no use left. */
    record NoUseLeft() implements AppendResult {}

    /**
     * The ledger could not be written; whether the entry is in it may be unknown, and nothing may be released.
     *
     * @param why for the operator, without payload or secret
     */
    record Unavailable(String why) implements AppendResult {}
}
