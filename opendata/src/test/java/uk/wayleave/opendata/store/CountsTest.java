package uk.wayleave.opendata.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import uk.wayleave.register.postgres.Annex;

class CountsTest {
    private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant TO = Instant.parse("2026-12-31T00:00:00Z");

    private static List<Counts.Count> count(Counts counts) {
        return counts.by(Counts.By.AUTHORITY, FROM, TO, 10);
    }

    /** Whoever likes may ask for counts that read everything; the ledger lives in the same database. */
    @Test
    @Timeout(60)
    void takesNoMoreThanTwoAtOnce() throws Exception {
        try (Annex annex = Stores.open();
                Connection holder = annex.dataSource().getConnection();
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Counts counts = new Counts(annex.dataSource());
            holder.setAutoCommit(false);
            try (Statement lock = holder.createStatement()) {
                lock.execute("lock table opendata.state in access exclusive mode");
            }
            List<Future<List<Counts.Count>>> waiting =
                    List.of(threads.submit(() -> count(counts)), threads.submit(() -> count(counts)));
            while (counts.isTaking()) {
                Thread.onSpinWait();
            }

            assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> count(counts));

            holder.rollback();
            for (Future<List<Counts.Count>> one : waiting) {
                assertThat(one.get()).isEmpty();
            }
            assertThat(count(counts)).isEmpty();
        }
    }
}
