package uk.wayleave.opendata.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.locationtech.jts.geom.Envelope;
import uk.wayleave.opendata.Published;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.opendata.event.ObjectKind;
import uk.wayleave.register.postgres.Annex;

/** Pages of what is going on at some time are found in another way than the others, and must be the same. */
class TimedPagesTest {
    private static final Instant DAY = Instant.parse("2026-02-10T00:00:00Z");

    @Test
    void aStretchOfAFewWeeksIsReadPageByPageToItsEnd() {
        try (Annex annex = Stores.open()) {
            EventReader reader = new EventReader();
            List<Arrival> arrivals = new ArrayList<>();
            for (int i = 0; i < 60; i++) {
                Instant start = DAY.plus(Duration.ofDays(i % 30 - 15L));
                arrivals.add(Arrival.archived(
                        Published.permit("AA00100" + (10 + i) + "-01")
                                .with("works_location_coordinates", "POINT(%d %d)".formatted(400_000 + i, 300_000 + i))
                                .with("actual_start_date_time", start.toString())
                                .with(
                                        "actual_end_date_time",
                                        start.plus(Duration.ofDays(3)).toString())
                                .bytes(),
                        reader,
                        DAY));
            }
            new EventStore(annex.dataSource()).write(arrivals);
            Records records = new Records(annex.dataSource());
            RecordQuery few = RecordQuery.all(ObjectKind.PERMIT, 7)
                    .during(Optional.of(DAY), Optional.of(DAY.plus(Duration.ofDays(1))));
            RecordQuery many = RecordQuery.all(ObjectKind.PERMIT, 7)
                    .during(Optional.of(DAY), Optional.of(DAY.plus(Duration.ofDays(400))));
            Envelope box = new Envelope(400_000, 400_100, 300_000, 300_100);

            List<String> expected = Stores.rows(
                    annex.dataSource(),
                    "select reference from opendata.state where starts <= '2026-02-11T00:00:00Z'"
                            + " and ends >= '2026-02-10T00:00:00Z' order by reference");
            assertThat(expected).hasSize(10);
            assertThat(all(records, few)).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(all(records, few.within(box, _ -> true))).containsExactlyInAnyOrderElementsOf(expected);
            Envelope wide = new Envelope(300_000, 500_000, 200_000, 400_000);
            assertThat(all(records, few.within(wide, _ -> true))).containsExactlyInAnyOrderElementsOf(expected);
            Envelope elsewhere = new Envelope(100_000, 300_000, 0, 200_000);
            assertThat(all(records, few.within(elsewhere, _ -> true))).isEmpty();
            assertThat(all(records, many)).hasSize(36).containsAll(expected);
        }
    }

    private static List<String> all(Records records, RecordQuery query) {
        List<String> found = new ArrayList<>();
        Optional<Cursor> next = Optional.empty();
        do {
            RecordPage page = records.page(query.from(next));
            page.records().forEach(record -> found.add(record.reference()));
            next = page.next();
        } while (next.isPresent());
        return found;
    }
}
