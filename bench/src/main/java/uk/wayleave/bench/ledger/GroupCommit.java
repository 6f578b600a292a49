package uk.wayleave.bench.ledger;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.Condition;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts;
import uk.wayleave.evidence.LedgerStore;
import uk.wayleave.evidence.TimeOrderedIds;

/** Wayleave's ledger: canonical, chained, committed in groups, each entry on condition that nothing was revoked. */
final class GroupCommit implements Subject {
    private static final List<String> CLAUSES = List.of(
            "P1", "P2", "P3", "A1", "A2", "A3", "A4", "A5", "A5a", "A5b", "A5c", "A5d", "A5e", "B1", "B1f", "B2", "B3",
            "B4", "B5", "B6", "C1", "C2", "C3", "C4", "C5");

    private final TimeOrderedIds ids = new TimeOrderedIds(Clock.systemUTC());
    private final LedgerStore ledger;
    private final UUID controller;
    private final List<Condition> conditions;

    GroupCommit(LedgerStore ledger, UUID controller, long revision) {
        this.ledger = ledger;
        this.controller = controller;
        this.conditions = List.of(new Condition.Unchanged(controller, revision));
    }

    @Override
    public String title() {
        return "Wayleave's ledger";
    }

    @Override
    public Appender appender() {
        return this::append;
    }

    private void append() throws SQLException {
        var draft = new Draft(ids.next(), EntryKind.RELEASE, controller, ids.next(), Instant.now(), release());
        AppendResult result = ledger.append(List.of(draft), conditions);
        if (!(result instanceof AppendResult.Committed)) {
            throw new SQLException("Not committed: " + result);
        }
    }

    /** As much as the release of one permit says. */
    private static Facts release() {
        return new Facts.Builder()
                .text("operation", "work.GetPermit")
                .text("version", "v6")
                .text("agreement", "0195f1de-0000-7000-8000-000000000001")
                .count("agreementVersion", 1)
                .text("instruction", "0195f1de-0000-7000-8000-000000000002")
                .text("purpose", "manage-own-permits")
                .text("product", "0195f1de-0000-7000-8000-000000000003")
                .texts("references", List.of("BP00159119940491", "BP00159119940491-01"))
                .texts("clauses", CLAUSES)
                .count("status", 200)
                .count("bytes", 2034)
                .text("digest", "ab".repeat(32))
                .build();
    }
}
