package uk.wayleave.evidence;

import java.util.List;

/** Where the ledger is kept. Appends from many threads are committed in groups, in one order for all nodes. */
public interface LedgerStore {
    /**
     * Writes all drafts, or none, once every condition holds. Blocks until the commit is durable or has failed; never
     * longer than the store's stated time limit.
     */
    AppendResult append(List<Draft> drafts, List<Condition> conditions);
}
