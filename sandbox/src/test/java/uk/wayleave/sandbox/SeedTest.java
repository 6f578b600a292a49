package uk.wayleave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import uk.wayleave.sandbox.people.Directory;

/** A few hundred works to begin with, and everything that hangs on them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SeedTest {
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults().withWorks(240), clock);
    private final Client county = Client.loggedIn(sandbox, Directory.COUNTY);
    private final Client water = Client.loggedIn(sandbox, Directory.WATER);

    @AfterAll
    void stop() {
        sandbox.close();
    }

    private static JsonNode rows(Client client, String list) {
        return client.get("/v6/reporting/" + list).json().path("rows");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "permits",
                "alterations",
                "permits/duration-challenges",
                "comments",
                "forward-plans",
                "inspections",
                "reinspections",
                "fixed-penalty-notices",
                "reinstatements",
                "reinstatements/expiring-interims",
                "section-58s",
                "section-74s",
                "section-81s",
                "private-street-notices",
                "non-compliances",
                "material-classifications",
                "activities",
                "pbi-sample-inspection-targets"
            })
    void everyListOfTheCountyHasRows(String list) {
        assertThat(rows(county, list).size()).isPositive();
    }

    @Test
    void fourPromotersWorkInTheStreetsOfTwoAuthorities() {
        assertThat(sandbox.works().stream().map(WorksSummary::promoterSwaCode))
                .contains(Directory.WATER, Directory.FIBRE, Directory.COUNTY_WORKS, Directory.GAS);
        assertThat(sandbox.works().stream().map(WorksSummary::highwayAuthoritySwaCode))
                .containsOnly(Directory.COUNTY, Directory.BOROUGH)
                .contains(Directory.BOROUGH);
        assertThat(sandbox.works()).hasSizeGreaterThan(240);
    }

    /** What masking must find: the persons of V3.6, and those that V6 added. */
    @Test
    void personalFieldsOfPermitsAreFilledWithInventedPeople() {
        Set<String> filled = new TreeSet<>();
        for (WorksSummary works : sandbox.works()) {
            works.permits()
                    .forEach(permit -> water
                            .get("/v6/work/works/" + works.reference() + "/permits/" + permit.reference())
                            .json()
                            .properties()
                            .stream()
                            .filter(member -> !member.getValue().asString("").isBlank())
                            .forEach(member -> filled.add(member.getKey())));
        }

        assertThat(filled)
                .contains(
                        "secondary_contact",
                        "secondary_contact_number",
                        "secondary_contact_email",
                        "promoter_contact_details",
                        "additional_contact",
                        "additional_contact_number",
                        "additional_contact_email",
                        "emergency_contact_name",
                        "emergency_contact_number",
                        "current_traffic_management_emergency_contact_name",
                        "current_traffic_management_emergency_contact_number",
                        "collaboration_contact_name",
                        "collaboration_contact_email",
                        "collaboration_contact_phone_number",
                        "description_of_work",
                        "additional_info");
    }

    @Test
    void organisationsShowTheirPeopleAndContractors() {
        JsonNode organisation =
                county.get("/v6/party/organisations/" + Directory.WATER).json();

        for (String personal : List.of(
                "primary_contact_name",
                "primary_contact_email",
                "primary_contact_number",
                "primary_admin_name",
                "primary_admin_email",
                "primary_admin_number")) {
            assertThat(organisation.path(personal).asString()).as(personal).isNotBlank();
        }
        assertThat(organisation
                        .path("contractors")
                        .path(0)
                        .path("organisation_reference")
                        .asString())
                .isEqualTo(Directory.CIVILS);
    }

    @Test
    void everyTelephoneNumberAndMailboxIsMadeUp() {
        String everything = sandbox.works().stream()
                .flatMap(works -> works.permits().stream()
                        .map(permit -> water.get(
                                        "/v6/work/works/" + works.reference() + "/permits/" + permit.reference())
                                .text()))
                .reduce("", String::concat);

        assertThat(numbers(everything, "\\b0\\d{4} \\d{6}\\b"))
                .isNotEmpty()
                .allMatch(number -> number.startsWith("01632 960") || number.startsWith("07700 900"));
        assertThat(numbers(everything, "@[a-z.-]+")).isNotEmpty().allMatch(domain -> domain.endsWith(".example"));
    }

    private static List<String> numbers(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .toList();
    }

    @Test
    void historyIsInTheOrderOfTimeAndNothingHappenedInTheFuture() {
        for (WorksSummary works : sandbox.works()) {
            if (works.highwayAuthoritySwaCode().equals(Directory.COUNTY)) {
                JsonNode history = county.get("/v6/work/works/" + works.reference() + "/history")
                        .json()
                        .path("rows");
                List<Instant> times = history.valueStream()
                        .map(row -> Instant.parse(row.path("action_date").asString()))
                        .toList();

                assertThat(times).as(works.reference()).isNotEmpty().isSortedAccordingTo((a, b) -> b.compareTo(a));
                assertThat(times.getFirst()).isBeforeOrEqualTo(clock.instant());
            }
        }
    }

    @Test
    void theFirstWorksAreTheSameHoweverManyMoreThereAre() {
        try (Sandbox few = Sandbox.start(SandboxSettings.defaults(), clock)) {
            assertThat(sandbox.works().stream().map(WorksSummary::reference))
                    .containsAll(
                            few.works().stream().map(WorksSummary::reference).toList());
        }
    }

    @Test
    void isSownQuicklyEnoughToStartATestWith() {
        long before = System.nanoTime();
        try (Sandbox few = Sandbox.start(SandboxSettings.defaults().withWorks(240), clock)) {
            assertThat(few.works()).isEqualTo(sandbox.works());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void theSameSeedAndClockGiveTheSameAnswersToTheByte() {
        try (Sandbox same = Sandbox.start(SandboxSettings.defaults().withWorks(240), clock)) {
            Client other = Client.loggedIn(same, Directory.COUNTY);
            for (String list : Stream.of("permits", "comments", "inspections", "section-81s")
                    .toList()) {
                assertThat(other.get("/v6/reporting/" + list).text())
                        .isEqualTo(county.get("/v6/reporting/" + list).text());
            }
        }
    }
}
