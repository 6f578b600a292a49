package uk.wayleave.opendata.origin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.wayleave.evidence.OpenOrigin.Answer;
import uk.wayleave.opendata.Published;
import uk.wayleave.opendata.event.EventReader;
import uk.wayleave.opendata.store.Arrival;
import uk.wayleave.opendata.store.EventStore;
import uk.wayleave.opendata.store.History;
import uk.wayleave.opendata.store.SignedEnvelope;
import uk.wayleave.opendata.store.Stores;
import uk.wayleave.register.postgres.Annex;
import uk.wayleave.streetmanager.Catalogue;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenOriginOfEventsTest {
    private static final String PERMIT = "ZF0011000002-01";
    private static final Instant AFTER = Instant.parse("2026-11-24T12:00:00Z");

    private final Annex annex = Stores.open();
    private final OpenOriginOfEvents origin = new OpenOriginOfEvents(new History(annex.dataSource()), Catalogue.load());

    @BeforeAll
    void fill() {
        EventReader reader = new EventReader();
        EventStore store = new EventStore(annex.dataSource());
        store.write(List.of(
                Arrival.archived(
                        Published.permit(PERMIT)
                                .at("2026-09-01T10:00:00Z")
                                .with("work_status_ref", "planned")
                                .bytes(),
                        reader,
                        AFTER),
                Arrival.signed(
                        Published.permit(PERMIT)
                                .at("2026-09-02T10:00:00Z")
                                .with("work_status_ref", "in_progress")
                                .bytes(),
                        reader,
                        new SignedEnvelope(
                                UUID.randomUUID(),
                                "arn",
                                "2026-09-02T10:00:30Z",
                                Optional.empty(),
                                1,
                                URI.create("https://sns.eu-west-2.amazonaws.com/x.pem"),
                                new byte[] {1}),
                        AFTER)));
    }

    @AfterAll
    void close() {
        annex.close();
    }

    @ParameterizedTest
    @CsvSource({
        "work_status_ref, planned, 2026-09-01T11:00:00Z, OPEN_THEN",
        "work_status_ref, planned, 2026-09-01T09:00:00Z, OPEN_LATER",
        // Published half a minute after it happened.
        "work_status_ref, in_progress, 2026-09-02T10:00:10Z, OPEN_LATER",
        "work_status_ref, in_progress, 2026-09-02T10:00:40Z, OPEN_THEN",
        "work_status_ref, completed, 2026-11-01T00:00:00Z, UNKNOWN",
        // By the name of Street Manager's API, and in its spelling.
        "work_status_string, Planned, 2026-09-03T00:00:00Z, OPEN_THEN",
        "actual_start_date, 2020-06-24T10:11:00.000Z, 2026-09-03T00:00:00Z, OPEN_THEN",
        "proposed_start_date, 2020-06-23T23:00:00.000Z, 2026-09-03T00:00:00Z, OPEN_THEN",
        "usrn, 8401426, 2026-09-03T00:00:00Z, OPEN_THEN",
        "permit_conditions, NCT01b, 2026-09-03T00:00:00Z, OPEN_THEN",
        "location_types_string, 'Cycleway, Footpath', 2026-09-03T00:00:00Z, OPEN_THEN",
        "work_category, standard, 2026-09-03T00:00:00Z, OPEN_THEN",
        "description_of_work, leaking stopcock, 2026-09-03T00:00:00Z, NEVER_OPEN",
        "secondary_contact_email, a@example.com, 2026-09-03T00:00:00Z, NEVER_OPEN",
        "a_field_of_next_year, x, 2026-09-03T00:00:00Z, UNKNOWN"
    })
    void saysWhetherAValueWasOpen(String field, String value, Instant at, Answer answer) {
        assertThat(origin.of(PERMIT, field, value, at).answer()).isEqualTo(answer);
        assertThat(origin.of("ZF0011000002", field, value, at).answer()).isEqualTo(answer);
    }

    @Test
    void knowsNothingOfARecordItHasNothingAbout() {
        assertThat(origin.of("ZF0011000009-01", "usrn", "8401426", AFTER).answer())
                .isEqualTo(Answer.UNKNOWN);
    }
}
