package uk.wayleave.opendata.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import uk.wayleave.opendata.Published;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.register.postgres.Annex;

class CountsTest {
    private static final YearMonth FROM = YearMonth.of(2026, 1);
    private static final YearMonth TO = YearMonth.of(2026, 12);

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
                lock.execute("lock table opendata.tally in access exclusive mode");
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

    /** A permit that moves to another month, or is found to be somebody else's, is counted there and no longer here. */
    @Test
    void theTallyFollowsEachChange() {
        try (Annex annex = Stores.open()) {
            EventStore store = new EventStore(annex.dataSource());
            Counts counts = new Counts(annex.dataSource());
            Published permit = Published.permit("AA0010001-01").with("highway_authority_swa_code", "0010");
            store.write(List.of(
                    arrival(permit.at("2026-02-01T10:00:00Z").with("actual_start_date_time", "2026-02-03T10:00:00Z")),
                    arrival(Published.permit("AA0010002-01")
                            .with("highway_authority_swa_code", "0010")
                            .at("2026-02-01T10:00:00Z")
                            .with("actual_start_date_time", "2026-02-04T10:00:00Z"))));
            assertThat(count(counts)).containsExactly(new Counts.Count("0010", 2));

            store.write(List.of(arrival(Published.permit("AA0010001-01")
                    .with("highway_authority_swa_code", "0020")
                    .at("2026-03-01T10:00:00Z")
                    // In London it is already April.
                    .with("actual_start_date_time", "2026-03-31T23:30:00Z"))));
            assertThat(count(counts)).containsExactly(new Counts.Count("0010", 1), new Counts.Count("0020", 1));
            assertThat(counts.by(Counts.By.MONTH, FROM, TO, 12))
                    .containsExactly(new Counts.Count("2026-04", 1), new Counts.Count("2026-02", 1));
            assertThat(Stores.rows(
                            annex.dataSource(), "select * from opendata.tally where number <> 0 order by 1, 2, 3"))
                    .isEqualTo(Stores.rows(annex.dataSource(), "select * from opendata.tallied order by 1, 2, 3"));
        }
    }

    private static Arrival arrival(Published published) {
        return Arrival.archived(published.bytes(), new EventReader(), Instant.parse("2026-06-01T00:00:00Z"));
    }
}
