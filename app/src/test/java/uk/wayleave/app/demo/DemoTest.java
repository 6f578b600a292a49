package uk.wayleave.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.app.Program;

/** The demonstration as a newcomer runs it: a process of its own, everything real, one home for several starts. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DemoTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private Path home;
    private Path directory;
    private String story;

    @BeforeAll
    void tellTheStoryOnce(@TempDir Path made) throws InterruptedException {
        directory = made;
        home = made.resolve("home");
        try (Program demo = demo("--once")) {
            assertThat(demo.exitCode()).as(demo.output()).isZero();
            story = demo.output();
        }
    }

    @Test
    void showsEveryStepWithItsClauses() {
        assertThat(story)
                .contains("Every step went as it should.")
                .doesNotContain("NOT SO")
                .contains("POST /v6/work/works")
                .contains("Street Manager's own history of")
                .contains("refused under A1")
                .contains("A5c")
                .contains("rel=\"alternate\"")
                .contains("B4")
                .contains("C5")
                .contains("B1")
                .contains("A3")
                .contains("intact:");
    }

    @Test
    void showsAReleasedAndAMaskedFieldOfOnePermitSideBySide() {
        assertThat(story)
                .contains("secondary_contact: \"Works desk\"")
                .contains("description_of_work: \"[withheld by Wayleave]\"");
    }

    @Test
    void staysPlainWhenItIsPiped() {
        assertThat(story).doesNotContain("\u001b");
    }

    @Test
    void writesWhatScriptsNeedForItsOwnerOnly() throws IOException {
        JsonNode file = file();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve("demo.json"))))
                .isEqualTo("rw-------");
        for (String url : List.of("data_plane", "control_plane", "sandbox"))
            assertThat(URI.create(file.path(url).asString()).getHost()).as(url).isEqualTo("127.0.0.1");
        assertThat(file.path("controllers").size()).isEqualTo(2);
        for (JsonNode controller : file.path("controllers")) {
            assertThat(controller.path("name").asString()).isNotEmpty();
            assertThat(controller.path("swa_codes").size()).isPositive();
            assertThat(controller.path("works").size()).isPositive();
            assertThat(controller.at("/street_manager_accounts/0/password").asString())
                    .as("to store an account in the console by hand")
                    .isNotEmpty();
            assertThat(controller.path("instructions").size()).isPositive();
            for (JsonNode instruction : controller.path("instructions")) {
                assertThat(instruction.path("id").asString()).isNotEmpty();
                assertThat(instruction.path("product").asString()).isNotEmpty();
                assertThat(instruction.path("purpose").asString()).isNotEmpty();
                assertThat(instruction.path("operations").size()).isPositive();
            }
        }
        assertThat(file.at("/controllers/0/foreign_works").size()).isPositive();
        assertThat(file.path("products").size()).isEqualTo(2);
        for (JsonNode product : file.path("products"))
            for (String member : List.of("name", "integrator", "controller", "client_id", "client_secret"))
                assertThat(product.path(member).asString()).as(member).isNotEmpty();
        for (JsonNode person : file.path("people")) {
            assertThat(person.path("name").asString()).isNotEmpty();
            assertThat(person.path("role").asString()).isNotEmpty();
            assertThat(person.at("/sign_in/name").asString()).isNotEmpty();
            assertThat(person.at("/sign_in/password").asString()).isNotEmpty();
        }
    }

    @Test
    void verifiesItsLedgerAfterwardsAndFindsNothingBroken() throws Exception {
        try (Program verify = program("ledger", "verify", "--json")) {
            assertThat(verify.exitCode()).as(verify.output()).isZero();
            JsonNode verdict = JsonMapper.shared().readTree(verify.output());
            assertThat(verdict.path("intact").asBoolean()).isTrue();
            assertThat(verdict.path("entries").asInt()).isGreaterThan(10);
        }
        try (Program doctor = program("doctor")) {
            assertThat(doctor.exitCode()).as(doctor.output()).isZero();
            assertThat(doctor.output()).contains("PostgreSQL").contains("agrees with the database's");
        }
    }

    @Test
    void startsAgainOnTheSameDataWithItsPortsTakenAndAfterAKill() throws Exception {
        List<ServerSocket> taken = new ArrayList<>();
        for (int port : List.of(8080, 8081, 8099)) take(port, taken);
        try (Program demo = demo()) {
            demo.await("Ctrl-C stops it");
            JsonNode file = file();
            String token = token(file, 0);
            JsonNode water = file.path("controllers").get(0);

            assertThat(read(file, token, water.path("works").get(0).asString()).statusCode())
                    .isEqualTo(200);
            HttpResponse<String> foreign =
                    read(file, token, water.path("foreign_works").get(0).asString());
            assertThat(foreign.statusCode()).isEqualTo(403);
            assertThat(foreign.body()).contains("B4").contains("C5");
            dropIn(file, water);
            everybodySignsIn(file);
            try (Program verify = program("ledger", "verify")) {
                assertThat(verify.exitCode())
                        .as("beside the running one: " + verify.output())
                        .isZero();
            }
            demo.kill();
        } finally {
            for (ServerSocket socket : taken) socket.close();
        }
        try (Program again = demo("--once")) {
            assertThat(again.exitCode()).as(again.output()).isZero();
        }
    }

    private void dropIn(JsonNode file, JsonNode controller) throws Exception {
        JsonNode product = file.path("products").get(0);
        String login = product.path("client_id").asString() + "+"
                + controller.at("/instructions/0/id").asString();
        HttpResponse<String> signedIn = post(
                file.path("data_plane").asString() + "/v6/work/authenticate",
                Map.of(
                        "emailAddress",
                        login,
                        "password",
                        product.path("client_secret").asString()));

        assertThat(signedIn.statusCode()).isEqualTo(200);
        String token =
                JsonMapper.shared().readTree(signedIn.body()).path("idToken").asString();
        assertThat(read(file, token, controller.path("works").get(0).asString()).statusCode())
                .isEqualTo(200);
    }

    private void everybodySignsIn(JsonNode file) throws Exception {
        for (JsonNode person : file.path("people"))
            assertThat(post(
                                    file.path("control_plane").asString() + "/api/sign-in",
                                    Map.of(
                                            "name",
                                            person.at("/sign_in/name").asString(),
                                            "password",
                                            person.at("/sign_in/password").asString()))
                            .statusCode())
                    .as(person.path("name").asString())
                    .isEqualTo(200);
    }

    private String token(JsonNode file, int which) throws Exception {
        JsonNode product = file.path("products").get(which);
        String basic = Base64.getEncoder()
                .encodeToString((product.path("client_id").asString() + ":"
                                + product.path("client_secret").asString())
                        .getBytes(StandardCharsets.UTF_8));
        String instruction =
                file.path("controllers").get(which).at("/instructions/0/id").asString();
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(file.path("control_plane").asString() + "/oauth/token"))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials&instruction="
                                + URLEncoder.encode(instruction, StandardCharsets.UTF_8)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body()).path("access_token").asString();
    }

    private HttpResponse<String> read(JsonNode file, String token, String works) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(file.path("data_plane").asString() + "/v6/work/works/" + works))
                        .header("token", token)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String url, Map<String, String> body) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(
                                JsonMapper.shared().writeValueAsString(body)))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Somebody else may have it already, which serves as well. */
    private static void take(int port, List<ServerSocket> taken) {
        try {
            taken.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
        } catch (IOException already) {
            assertThat(already).isNotNull();
        }
    }

    private JsonNode file() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(home.resolve("demo.json")));
    }

    private Program demo(String... more) {
        List<String> arguments = new ArrayList<>(List.of("demo", "--home", home.toString()));
        arguments.addAll(List.of(more));
        return program(arguments.toArray(String[]::new));
    }

    private Program program(String... arguments) {
        return Program.start(Map.of("WAYLEAVE_HOME", home.toString()), directory, arguments);
    }
}
