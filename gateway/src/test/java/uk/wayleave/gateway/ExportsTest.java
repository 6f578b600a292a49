package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** CSV exports: made, waited for, fetched; by nobody but under the instruction that had them made. */
class ExportsTest {
    private static final String JOB = "/v6/export/permits/csv";
    private static final String PERMITS = """
            Permit reference number,Promoter SWA code,Promoter organisation,Secondary contact,Foreman,Permit status
            ZW001X1-01,9981,Northmere Water,Jo Example,Al Example,"granted, with conditions"
            ZF001X1-01,9982,Elsewhere Fibre,Bo Example,Cy Example,refused
            ZW001X2-01,9981,Northmere Water,,,closed
            """;

    private Proving proving;

    @BeforeEach
    void start() {
        proving = Proving.with(options -> options);
        csv(PERMITS);
    }

    @AfterEach
    void stop() {
        proving.close();
    }

    private void csv(String text) {
        proving.upstream.does((request, wire) -> {
            if (request.method().equals("POST")) {
                wire.json(200, "{\"csv_id\":51}");
            } else {
                wire.bytes(200, "text/csv; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
            }
        });
    }

    private Http.Answer job(String token) {
        return proving.world.http.post(JOB, token, "{}");
    }

    private Http.Answer fetch(String token) {
        return proving.world.http.get("/v6/export/csv/51", token);
    }

    @Test
    void anExportOfOnesOwnIsReleasedWithoutWhatIsWithheldUnknownOrAnothers() {
        assertThat(job(proving.token).json().path("csv_id").asLong()).isEqualTo(51);
        Http.Answer answer = fetch(proving.token);

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(answer.body()).doesNotContain("Example", "9982", "ZF001X1");
        assertThat(answer.body())
                .contains("ZW001X1-01", "\"granted, with conditions\"", "ZW001X2-01", "[withheld by Wayleave]");
        assertThat(answer.body().lines()).hasSize(3);
        assertThat(answer.header("Wayleave-Masked")).contains("/secondary_contact", "/foreman");
        assertThat(Proving.count(proving.entries(answer).getLast(), "withheld_records"))
                .isEqualTo(1);
        assertThat(proving.log.text()).doesNotContain("Example");
    }

    @Test
    void anExportNobodyHadMadeIsRefused() {
        Http.Answer answer = fetch(proving.token);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.rules()).containsExactly("B4.export-unknown");
        assertThat(proving.upstream.calls()).isEmpty();
    }

    @Test
    void anExportMadeForOneControllerIsUnknownToAnother() {
        job(proving.token);

        assertThat(fetch(proving.world.tokenForEverything(proving.world.county)).rules())
                .containsExactly("B4.export-unknown");
    }

    @Test
    void anExportMadeUnderOneInstructionIsNotForAnother() {
        job(proving.token);
        Http.Answer answer = fetch(
                proving.world.token(proving.world.water, Optional.of(proving.world.instructed(proving.world.water))));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.rules()).containsExactly("A1.export-of-another-instruction");
    }

    @Test
    void whileItIsBeingMadeTheAnswerPasses() {
        job(proving.token);
        proving.upstream.does((request, wire) -> wire.raw("HTTP/1.1 204 No content\r\n\r\n"));
        assertThat(fetch(proving.token).status()).isEqualTo(204);
        proving.upstream.says(404, "{\"message\":\"CSV not found\"}");
        assertThat(fetch(proving.token).status()).isEqualTo(404);
    }

    @Test
    void whatIsNoCsvOfKnownColumnsIsWithheld() {
        job(proving.token);
        for (String wrong : new String[] {"", "Jo Example,jo@example.org\n", "[]", "a\n\"b"}) {
            csv(wrong);
            Http.Answer answer = fetch(proving.token);
            proving.assertRefused(answer, 502, "street-manager-answer-unusable", "done");
            assertThat(answer.body()).doesNotContain("Example");
        }
    }

    @Test
    void aCsvWithoutColumnsOfAnOwnerIsTheAccountsOwnAsDftSays() {
        job(proving.token);
        csv("Permit reference number,Permit status\nZF001X1-01,granted\n");

        assertThat(fetch(proving.token).body().lines()).hasSizeBetween(1, 2);
    }

    @Test
    void anAuthoritysExportKeepsItsStreetsWhoeverPromotes() {
        String county = proving.world.tokenForEverything(proving.world.county);
        csv("""
                Permit reference number,Promoter SWA code,Permit status
                ZW001X1-01,9981,granted
                ZF001X1-01,9982,refused
                """);
        job(county);

        assertThat(fetch(county).body()).contains("granted", "refused");
    }
}
