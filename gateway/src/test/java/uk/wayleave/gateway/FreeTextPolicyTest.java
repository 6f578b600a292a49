package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.evidence.Entry;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.framework.text.FreeTextPolicy;
import uk.wayleave.framework.text.TextTreatment;
import uk.wayleave.screening.Screening;

/** Framework B5 as one agreement has it: what becomes of personal data in free text that goes out. */
class FreeTextPolicyTest {
    private static final String OVERRIDE = "Wayleave-Screening-Override";
    private static final String REASON = "It is the name of a public house on the corner.";
    private static final String NAMING = "{\"detail\":\"Spoke to Mr Haddow, will return\",\"topic\":\"GENERAL\"}";
    private static final String ACTIVITIES = "/v6/work/activity";

    private Proving proving;

    @BeforeEach
    void start() {
        proving = Proving.with(options -> options.withSettings(settings -> settings.withFiles(_ -> true)));
        proving.upstream.does((request, wire) -> wire.json(201, Proving.WRITTEN));
    }

    @AfterEach
    void stop() {
        proving.close();
    }

    private void agreed(FreeTextPolicy policy) {
        proving.world.amend(proving.world.water, content -> content.with(policy));
    }

    private static FreeTextPolicy otherwise(TextTreatment treatment) {
        return new FreeTextPolicy(treatment, Map.of(), false);
    }

    private Http.Answer write(String json, String... headers) {
        return proving.world.http.post(Proving.WRITE, proving.token, json, headers);
    }

    private void assertRefused(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.rules()).containsOnly("B5.personal-data-in-free-text");
        assertThat(answer.body()).doesNotContain("Haddow");
        assertThat(proving.upstream.calls()).isEmpty();
    }

    private String fact(Http.Answer answer, EntryKind kind, String name) {
        return proving.entries(answer).stream()
                .filter(entry -> entry.kind() == kind)
                .map(entry -> Proving.text(entry, name))
                .findFirst()
                .orElse("none");
    }

    private void assertNowhere(Http.Answer answer, String text) {
        for (Entry entry : proving.entries(answer)) {
            assertThat(entry.toString()).doesNotContain(text);
        }
        assertThat(proving.log.text()).doesNotContain(text);
    }

    @Test
    void refusesAndCountsByClassWhereTheAgreementSaysNothing() {
        Http.Answer answer = write(NAMING);

        assertRefused(answer);
        assertThat(answer.json().at("/clauses/0/detail").asString())
                .contains("/detail, characters 9 to 18")
                .doesNotContain(OVERRIDE);
        assertThat(fact(answer, EntryKind.REFUSAL, "personal_data_refused")).isEqualTo("name:1");
        assertThat(fact(answer, EntryKind.REFUSAL, "screening_version"))
                .isEqualTo(Screening.standard().rulesVersion());
        assertNowhere(answer, "Haddow");
    }

    @Test
    void warnsInAHeaderAndCountsWhereTheAgreementSaysSo() {
        agreed(otherwise(TextTreatment.WARN));

        Http.Answer answer = write(NAMING);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Wayleave-Screening"))
                .isEqualTo("\"/detail\";start=9;end=18;class=name;rule=name.title;warned");
        assertThat(fact(answer, EntryKind.INTENT, "personal_data_warned")).isEqualTo("name:1");
        assertThat(fact(answer, EntryKind.RELEASE, "personal_data_warned")).isEqualTo("name:1");
        assertNowhere(answer, "Haddow");
    }

    @Test
    void allowsAndCountsWhereTheAgreementSaysSo() {
        agreed(new FreeTextPolicy(TextTreatment.REFUSE, Map.of("detail", TextTreatment.ALLOW), false));

        Http.Answer answer = write(NAMING);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Wayleave-Screening")).isEmpty();
        assertThat(fact(answer, EntryKind.INTENT, "personal_data_allowed")).isEqualTo("name:1");
    }

    @Test
    void goesOnWithAReasonWhereTheAgreementPermitsIt() {
        agreed(new FreeTextPolicy(TextTreatment.REFUSE, Map.of(), true));
        Http.Answer without = write(NAMING);
        assertRefused(without);
        assertThat(without.json().at("/clauses/0/detail").asString()).contains(OVERRIDE);

        Http.Answer answer = write(NAMING, OVERRIDE, REASON);

        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.header("Wayleave-Screening")).endsWith(";overridden");
        assertThat(fact(answer, EntryKind.INTENT, "personal_data_overridden")).isEqualTo("name:1");
        assertThat(fact(answer, EntryKind.INTENT, "override_reason_digest"))
                .isEqualTo(proving.world
                        .fingerprintKey(proving.world.water)
                        .of(REASON.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .value());
        assertNowhere(answer, "public house");
    }

    @Test
    void takesNoReasonWhereTheAgreementPermitsNone() {
        assertRefused(write(NAMING, OVERRIDE, REASON));
    }

    @Test
    void takesNoReasonThatIsNoneOrNamesSomebodyItself() {
        agreed(new FreeTextPolicy(TextTreatment.REFUSE, Map.of(), true));
        for (String reason : List.of("because", "x".repeat(201), "Mr Haddow agreed that we write this.")) {
            Http.Answer answer = write(NAMING, OVERRIDE, reason);

            assertThat(answer.status()).as(reason).isEqualTo(422);
            assertThat(answer.json().path("type").asString()).endsWith("override-reason-not-taken");
            assertThat(answer.json().path("where").asString()).isEqualTo("header " + OVERRIDE);
            assertThat(answer.body()).doesNotContain("Haddow");
        }
        assertThat(proving.upstream.calls()).isEmpty();
    }

    @Test
    void holdsWhatBecomesPublicAtOnceToTheStrictestWhateverIsSaidOfOtherFields() {
        agreed(new FreeTextPolicy(TextTreatment.ALLOW, Map.of(), true));
        for (String field : List.of("activity_name", "activity_type_details", "activity_location_description")) {
            Http.Answer answer = proving.world.http.post(
                    ACTIVITIES,
                    proving.world.tokenForEverything(proving.world.county),
                    "{\"" + field + "\":\"Spoke to Mr Haddow, will return\"}",
                    OVERRIDE,
                    REASON);

            assertRefused(answer);
            assertThat(answer.json().at("/clauses/0/detail").asString()).startsWith("/" + field + ",");
        }
    }

    @Test
    void screensMembersThatNobodyKnows() {
        for (String json : List.of(
                "{\"detail\":\"Nothing\",\"note_to_crew\":\"Spoke to Mr Haddow\"}",
                "{\"detail\":\"Nothing\",\"deeper\":{\"down\":[\"Spoke to Mr Haddow\"]}}")) {
            assertRefused(write(json));
        }
        assertThat(write("{\"detail\":\"Nothing\",\"Mr Haddow\":\"Spoke to Mr Haddow\"}")
                        .body())
                .doesNotContain("Haddow");
    }

    /** What goes out under the name that a form has for the person is not replaced in JSON, so it is a text like any other. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"topic\":\"GENERAL\",\"internalUserName\":\"Spoke to Mr Haddow\"}",
                "{\"topic\":\"GENERAL\",\"Spoke to Mr Haddow\":\"yes\"}",
                "{\"topic\":\"GENERAL\",\"more\":{\"Spoke to Mr Haddow\":1}}",
                "{\"topic\":\"GENERAL\",\"more\":[4111111111111111]}"
            })
    void screensNamesAndNumbersOfMembersThatNobodyKnows(String body) {
        assertRefused(write(body));
    }

    @Test
    void screensWhatIsAskedForInTheQuery() {
        Http.Answer answer = proving.world.http.get(
                "/v3/reporting/permits?query=Spoke%20to%20Mr%20Haddow&swa_code=" + World.WATER_CODE, proving.token);

        assertRefused(answer);
        assertThat(answer.json().at("/clauses/0/detail").asString()).startsWith("query parameter query, characters");
    }

    @Test
    void screensTheNameOfAFile() {
        Http.Answer answer = proving.world.http.form(
                "POST",
                "/v6/work/files",
                proving.token,
                SampleForm.with("drive_of_Mr_Haddow.pdf", "application/pdf", SampleFiles.PDF));

        assertRefused(answer);
        assertThat(answer.json().at("/clauses/0/detail").asString()).startsWith("name of the file, characters 9 to 18");
    }

    @Test
    void anAmendedPolicyHoldsFromTheNextCallOn() {
        agreed(otherwise(TextTreatment.WARN));
        assertThat(write(NAMING).status()).isEqualTo(201);
        agreed(FreeTextPolicy.strictest());

        assertThat(write(NAMING).status()).isEqualTo(403);
    }
}
