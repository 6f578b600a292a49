package uk.wayleave.evidence;

import java.util.List;

/** Where the ledger is kept. Appends from many threads are committed in groups, in one order for all nodes. */
public interface LedgerStore {
    /**
     * Writes all drafts, or none, once every condition holds. Blocks until the commit is durable or has failed; never
     * longer than the store's stated time limit.
     *
     * <p>A draft whose id is in the ledger already, saying the same, is not written again: its receipt is the one it
     * had. So an append whose outcome was unknown can be repeated with the same ids.
     */
    AppendResult append(List<Draft> drafts, List<Condition> conditions);
}
