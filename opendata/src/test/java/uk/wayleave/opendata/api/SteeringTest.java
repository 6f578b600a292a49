package uk.wayleave.opendata.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.opendata.Published;
import uk.wayleave.opendata.event.ObjectKind;
import uk.wayleave.opendata.event.OpenField;
import uk.wayleave.opendata.event.OpenFields;

/** Questions over HTTP: may I use this and from where, and was this open. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SteeringTest {
    private final OpenServer server = OpenServer.start();

    @BeforeAll
    void fill() {
        server.keep(List.of(Published.permit("ZF001-01").at("2026-06-24T14:21:44.091Z")));
    }

    @AfterAll
    void close() {
        server.close();
    }

    private static JsonNode field(JsonNode answer, String place) {
        return answer.path("fields").values().stream()
                .filter(one -> one.path("field").asString().equals(place))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void leadsAnOtherUseToTheOpenRecordThatItAskedFor() {
        JsonNode answer = server.json("/may-i?operation=work.GetPermit&version=v6&purpose=journey-planning"
                + "&field=street_name,secondary_contact&workReferenceNumber=ZF001&permitReferenceNumber=ZF001-01");

        assertThat(answer.path("route").asString()).isEqualTo("open-data");
        assertThat(answer.path("clause").asString()).isEqualTo("A5c");
        assertThat(answer.path("needs")).isEmpty();
        assertThat(field(answer, "/street_name").path("route").asString()).isEqualTo("open-data");
        assertThat(field(answer, "/secondary_contact").path("route").asString()).isEqualTo("not-at-all");
        JsonNode open = server.json(answer.at("/open_data/href").asString());
        assertThat(open.path("id").asString()).isEqualTo("ZF001-01");
        assertThat(open.path("properties").has("street_name")).isTrue();
    }

    @Test
    void whatItCallsOpenIsOfTheOpenSet() {
        JsonNode answer = server.json("/may-i?operation=work.GetPermit&version=v6&purpose=research");

        List<String> openSet =
                OpenFields.of(ObjectKind.PERMIT).stream().map(OpenField::name).toList();
        assertThat(answer.path("fields").values().stream()
                        .filter(one -> one.path("route").asString().equals("open-data"))
                        .map(one -> one.path("open_field").asString()))
                .hasSizeGreaterThan(20)
                .allSatisfy(name -> assertThat(openSet).contains(name));
    }

    @ParameterizedTest
    @CsvSource({
        "operation=work.GetPermit, purpose",
        "purpose=research, operation",
        "operation=work.GetPermit&purpose=selling, journey-planning",
        "operation=work.Nothing&purpose=research, catalogue list",
        "operation=work.GetPermit&purpose=research&version=v99, v6",
        "operation=work.GetPermit&purpose=research&field=favourite_colour, favourite_colour",
    })
    void saysWhatIsWrongWithAQuestionAndWhatToDo(String query, String told) {
        assertThat(server.get("/may-i?" + query).statusCode()).isEqualTo(400);
        assertThat(server.get("/may-i?" + query).body()).contains(told);
    }

    @ParameterizedTest
    @CsvSource({
        "street_name, HIGH%20STREET%20NORTH, 2026-06-25, open-then",
        "street_name, HIGH%20STREET%20NORTH, 2026-06-23, open-later",
        "secondary_contact, Jo%20Planner, 2026-06-25, never-open",
        "street_name, LOW%20STREET, 2026-06-25, unknown",
        "favourite_colour, green, 2026-06-25, unknown",
    })
    void tellsWhetherAValueWasOpenThen(String field, String value, String time, String expected) {
        String form = "reference=ZF001-01&field=" + field + "&value=" + value + "&time=" + time;
        HttpResponse<String> posted = origin("application/x-www-form-urlencoded; charset=utf-8", form);
        assertThat(posted.statusCode()).as(posted.body()).isEqualTo(200);
        assertThat(posted.headers().firstValue("Cache-Control")).hasValue("no-store");
        JsonNode answer = JsonMapper.shared().readTree(posted.body());
        assertThat(JsonMapper.shared()
                        .readTree(origin(
                                        "application/json",
                                        "{\"reference\":\"ZF001-01\",\"field\":\"" + field + "\",\"value\":\""
                                                + value.replace("%20", " ") + "\",\"time\":\"" + time + "\"}")
                                .body()))
                .isEqualTo(answer);
        assertThat(answer.path("answer").asString()).isEqualTo(expected);
        assertThat(answer.path("why").asString()).isNotEmpty();
        assertThat(answer.has("open_since")).isEqualTo(expected.startsWith("open-"));
        assertThat(answer.has("value")).isFalse();
    }

    private HttpResponse<String> origin(String type, String body) {
        return server.send(server.request("/origin", "Content-Type", type)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"field\":\"usrn\",\"value\":\"1\"}",
                "{\"reference\":\"A\",\"value\":\"1\"}",
                "{\"reference\":\"A\",\"field\":\"usrn\"}",
                "{\"reference\":\"A\",\"field\":\"usrn\",\"value\":1}",
                "{\"reference\":\"A\",\"field\":\"usrn\",\"value\":\"1\",\"who\":\"Jo Planner\"}",
                "{\"reference\":\"A\",\"field\":\"usrn\",\"value\":\"1\",\"time\":\"noon\"}",
                "[]",
                "Jo Planner"
            })
    void asksForWhatIsMissingAndRepeatsNothing(String body) {
        HttpResponse<String> refused = origin("application/json", body);
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).doesNotContain("Jo Planner");
    }

    @Test
    void takesNoValueFromAnAddress() {
        for (String target : new String[] {"/origin?reference=A&field=usrn&value=Jo%20Planner", "/origin?value="}) {
            for (String accept : new String[] {"application/json", "text/html"}) {
                HttpResponse<String> refused = server.get(target, "Accept", accept);
                assertThat(refused.statusCode()).isEqualTo(400);
                assertThat(refused.body()).contains("Post it instead").doesNotContain("Planner");
                assertThat(refused.headers().firstValue("Cache-Control")).hasValue("no-store");
            }
        }
        assertThat(origin("text/plain", "x").statusCode()).isEqualTo(415);
        HttpResponse<String> got = server.get("/origin");
        assertThat(got.statusCode()).isEqualTo(405);
        assertThat(got.headers().firstValue("Allow")).hasValue("POST");
    }

    @Test
    void theApiDocumentNamesBothWithWhatTheyNeed() {
        JsonNode document = JsonMapper.shared().readTree(server.get("/api").body());

        assertThat(document.at("/paths/~1may-i/get/parameters").values().stream()
                        .filter(one -> one.path("required").asBoolean())
                        .map(one -> one.path("name").asString()))
                .containsExactly("operation", "purpose");
        assertThat(document.at("/paths/~1origin/post/requestBody/content/application~1json/schema/required")
                        .valueStream()
                        .map(JsonNode::asString))
                .containsExactly("reference", "field", "value");
        assertThat(document.at("/paths/~1origin").has("get")).isFalse();
    }
}
