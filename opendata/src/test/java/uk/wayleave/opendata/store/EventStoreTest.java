package uk.wayleave.opendata.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.opendata.Published;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.register.postgres.Annex;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventStoreTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private final EventReader reader = new EventReader();
    private Annex annex = Stores.open();
    private EventStore store = new EventStore(annex.dataSource());

    @BeforeAll
    void migrate() {
        assertThat(Stores.rows(annex.dataSource(), "select count(*) from opendata.state"))
                .containsExactly("0");
    }

    @AfterAll
    void close() {
        annex.close();
    }

    private Arrival archived(Published published) {
        return Arrival.archived(published.bytes(), reader, NOW);
    }

    private Arrival signed(byte[] bytes, UUID message) {
        return Arrival.signed(
                bytes,
                reader,
                new SignedEnvelope(
                        message,
                        "arn:aws:sns:eu-west-2:287813576808:prod-permit-topic",
                        "2020-06-24T14:22:01.847Z",
                        Optional.empty(),
                        1,
                        URI.create("https://sns.eu-west-2.amazonaws.com/x.pem"),
                        new byte[] {1, 2}),
                NOW);
    }

    private List<String> state(String reference) {
        return Stores.rows(
                annex.dataSource(),
                "select status, time, provenance from opendata.state where reference = '" + reference + "'");
    }

    @Test
    void keepsTheBytesAsTheyWerePublished() {
        byte[] published = Published.permit("AA0010001-01").spacedBytes();
        store.write(List.of(Arrival.archived(published, reader, NOW)));
        String packed = Stores.rows(
                        annex.dataSource(),
                        "select encode(raw, 'hex'), encode(hash, 'hex') from opendata.event e join opendata.object o"
                                + " on o.id = e.object where o.reference = 'AA0010001-01'")
                .getFirst();
        String[] columns = packed.split("\\|", -1);
        assertThat(Packing.unpacked(HexFormat.of().parseHex(columns[0]))).isEqualTo(published);
        assertThat(columns[1]).isEqualTo(HexFormat.of().formatHex(EventReader.sha256(published)));
        assertThat(columns[0].length() / 2).isLessThan(published.length / 3);
    }

    @Test
    void anOldEventThatComesLateChangesNothing() {
        store.write(List.of(archived(
                Published.permit("AA0010002-01").at("2020-06-24T15:00:00Z").with("work_status_ref", "completed"))));
        store.write(List.of(archived(
                Published.permit("AA0010002-01").at("2020-06-24T14:00:00Z").with("work_status_ref", "in_progress"))));
        assertThat(state("AA0010002-01")).containsExactly("completed|2020-06-24 15:00:00+00|2");
    }

    @Test
    void aRepeatedEventIsOneEvent() {
        Published permit = Published.permit("AA0010003-01");
        assertThat(store.write(List.of(archived(permit), archived(permit)))).isEqualTo(new Written(1, 1, 0));
        assertThat(store.write(List.of(archived(permit)))).isEqualTo(new Written(0, 1, 0));
    }

    @Test
    void whatCameFromTheArchiveAndThenSignedIsSigned() {
        Published permit = Published.permit("AA0010004-01");
        store.write(List.of(Arrival.archived(permit.spacedBytes(), reader, NOW)));
        store.write(List.of(signed(permit.bytes(), UUID.randomUUID())));
        assertThat(state("AA0010004-01")).containsExactly("in_progress|2020-06-24 14:21:44.091+00|3");
        assertThat(Stores.rows(
                        annex.dataSource(),
                        "select encode(hash, 'hex') from opendata.state where reference = 'AA0010004-01'"))
                .containsExactly(HexFormat.of().formatHex(EventReader.sha256(permit.bytes())));
    }

    @Test
    void keepsWhatItCannotReadAndAnUnknownKind() {
        byte[] broken = "{\"event_reference\": 1 2}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        Written written = store.write(List.of(
                Arrival.archived(broken, reader, NOW),
                archived(Published.permit("AA0010005-01").stating("object_type", "FORWARD_PLAN"))));
        assertThat(written).isEqualTo(new Written(1, 0, 1));
        assertThat(Stores.rows(annex.dataSource(), "select why from opendata.unreadable"))
                .contains("It is not JSON.");
        assertThat(state("AA0010005-01")).isEmpty();
    }

    /** Any order, any repeats, any split into batches end in the same state and the same events. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void everyPermutationEndsInTheSameState(long seed) {
        List<Arrival> stream = stream();
        List<String> straight = endOf(List.of(stream));
        Random chance = new Random(seed);
        List<Arrival> shuffled = new ArrayList<>(stream);
        for (int i = 0; i < 20; i++) {
            shuffled.add(stream.get(chance.nextInt(stream.size())));
        }
        Collections.shuffle(shuffled, chance);
        List<List<Arrival>> batches = new ArrayList<>();
        for (int from = 0; from < shuffled.size(); ) {
            int to = Math.min(shuffled.size(), from + 1 + chance.nextInt(15));
            batches.add(shuffled.subList(from, to));
            from = to;
        }
        assertThat(endOf(batches)).isEqualTo(straight);
    }

    /** Several objects, times that tie, one event in several forms, a repeat under another number. */
    private List<Arrival> stream() {
        List<Arrival> stream = new ArrayList<>();
        for (int object = 0; object < 4; object++) {
            for (int i = 0; i < 6; i++) {
                Published permit = Published.permit("AB001000" + object + "-01")
                        .at("2020-06-24T14:00:0" + i / 2 + "Z")
                        .numbered(100 + i % 3)
                        .with("work_status_ref", "status_" + i);
                stream.add(archived(permit));
                if (i % 2 == 0) {
                    stream.add(Arrival.archived(permit.spacedBytes(), reader, NOW));
                    stream.add(signed(permit.bytes(), new UUID(object, i)));
                }
            }
        }
        return stream;
    }

    private List<String> endOf(List<List<Arrival>> batches) {
        try (Annex own = Stores.open()) {
            EventStore fresh = new EventStore(own.dataSource());
            batches.forEach(fresh::write);
            List<String> end = new ArrayList<>(Stores.rows(
                    own.dataSource(),
                    "select s.reference, s.time, s.number, s.content, s.provenance, encode(s.hash, 'hex'), s.type,"
                            + " s.status, s.starts, s.ends, encode(s.properties, 'hex') from opendata.state s"
                            + " order by s.reference"));
            end.addAll(Stores.rows(
                    own.dataSource(),
                    "select o.reference, e.time, e.number, e.content, e.provenance, encode(e.hash, 'hex'),"
                            + " encode(e.raw, 'hex') from opendata.event e join opendata.object o on o.id = e.object"
                            + " order by 1, 2, 3, 4"));
            end.addAll(Stores.rows(
                    own.dataSource(),
                    "select v.message, e.content from opendata.envelope v join opendata.event e on e.id = v.event"
                            + " order by 1"));
            List<String> tally =
                    Stores.rows(own.dataSource(), "select * from opendata.tally where number <> 0 order by 1, 2, 3");
            assertThat(tally)
                    .isEqualTo(Stores.rows(own.dataSource(), "select * from opendata.tallied order by 1, 2, 3"))
                    .isNotEmpty();
            end.addAll(tally);
            return end;
        }
    }

    @Test
    void takesBackAllOfABatchThatFails() {
        assertThatThrownBy(
                        () -> store.write(Batch.of(List.of(archived(Published.permit("AA0010009-01")))), connection -> {
                            throw new SQLException("no", "57014");
                        }))
                .isInstanceOf(StoreUnavailable.class);
        assertThat(state("AA0010009-01")).isEmpty();
    }

    @Test
    void mayDeleteNothing() throws SQLException {
        try (Connection connection = annex.dataSource().getConnection();
                var statement = connection.createStatement()) {
            for (String table : List.of("event", "state", "object", "envelope", "unreadable")) {
                assertThatThrownBy(() -> statement.execute("delete from opendata." + table))
                        .hasMessageContaining("permission denied");
            }
        }
    }
}
