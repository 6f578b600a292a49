package uk.wayleave.app.console;

import com.microsoft.playwright.options.AriaRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import org.apache.commons.codec.binary.Base32;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.app.Program;
import uk.wayleave.pages.browser.Browsers;
import uk.wayleave.pages.browser.Browsers.View;
import uk.wayleave.pages.browser.Visitor;
import uk.wayleave.register.session.OneTimeCodes;

/** The demonstration, as a process of its own that has told its story and stays. */
final class PlayedDemo implements AutoCloseable {
    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, byte[]> seeds = new HashMap<>();
    private final Map<String, Instant> lastCodes = new HashMap<>();
    private final Path home;
    private final Program program;
    private final JsonNode file;

    PlayedDemo(Path directory) throws InterruptedException {
        home = directory.resolve("home");
        program = Program.start(
                Map.of(
                        "WAYLEAVE_HOME",
                        home.toString(),
                        "WAYLEAVE_SERVICE_NAME",
                        "Street data of Ashcombe",
                        "WAYLEAVE_DATA_PORT",
                        "0",
                        "WAYLEAVE_CONTROL_PORT",
                        "0"),
                directory,
                "demo",
                "--home",
                home.toString());
        try {
            program.await("Ctrl-C stops it");
            file = JsonMapper.shared().readTree(Files.readString(home.resolve("demo.json")));
        } catch (IOException e) {
            program.close();
            throw new UncheckedIOException(e);
        } catch (AssertionError failed) {
            program.close();
            throw failed;
        }
    }

    String printed() {
        return program.output();
    }

    Path home() {
        return home;
    }

    URI console() {
        return URI.create(file.path("control_plane").asString());
    }

    URI dataPlane() {
        return URI.create(file.path("data_plane").asString());
    }

    /** The sandbox. */
    URI streetManager() {
        return URI.create(file.path("sandbox").asString());
    }

    /** The usual account of a Controller's first organisation in the sandbox. */
    JsonNode account(int controller) {
        return file.at("/controllers/" + controller + "/street_manager_accounts/0");
    }

    /** Works of the promoter with this prefix, in which the Controller has no part. */
    String foreignWorks(int controller, String prefix) {
        for (JsonNode one : file.at("/controllers/" + controller + "/foreign_works"))
            if (one.asString().startsWith(prefix)) return one.asString();
        throw new AssertionError("No works of " + prefix + " are foreign.");
    }

    JsonNode product(int which) {
        return file.path("products").get(which);
    }

    String works(int controller) {
        return file.at("/controllers/" + controller + "/works/0").asString();
    }

    /** The first instruction of a Controller that is for this person. */
    String instruction(int controller, String person) {
        for (JsonNode one : file.at("/controllers/" + controller + "/instructions"))
            if (one.path("person").asString().equals(person))
                return one.path("id").asString();
        throw new AssertionError("No instruction is for " + person + ".");
    }

    /** Somebody in a browser, signed in by the form, with one-time codes set up where it is the first time. */
    Visitor signedIn(Browsers browsers, String name, View view) {
        Visitor visitor = browsers.visitor(console(), view);
        visitor.open("/console/sign-in");
        signIn(visitor, name, password(name));
        return visitor;
    }

    /** By the form that is on screen. */
    void signIn(Visitor visitor, String name, String password) {
        visitor.page().getByLabel("Sign-in name").fill(name);
        visitor.page().getByLabel("Password").fill(password);
        visitor.page()
                .getByRole(AriaRole.BUTTON, new com.microsoft.playwright.Page.GetByRoleOptions().setName("Continue"))
                .click();
        var key = visitor.page().locator("#key");
        if (key.count() > 0) seeds.put(name, new Base32().decode(key.innerText().replaceAll("\\s", "")));
        visitor.page().getByLabel("6-digit code").fill(code(name));
        visitor.page()
                .getByRole(AriaRole.BUTTON, new com.microsoft.playwright.Page.GetByRoleOptions().setName("Sign in"))
                .click();
    }

    /** A code is taken once, so that somebody who signs in again soon gives the next one, which is good already. */
    private String code(String name) {
        Instant last = lastCodes.getOrDefault(name, Instant.EPOCH);
        Instant now = Instant.now();
        Instant at = now.getEpochSecond() / 30 > last.getEpochSecond() / 30 ? now : last.plusSeconds(30);
        lastCodes.put(name, at);
        return OneTimeCodes.codeOf(seeds.getOrDefault(name, new byte[20]), at);
    }

    private String password(String name) {
        for (JsonNode person : file.path("people"))
            if (person.at("/sign_in/name").asString().equals(name))
                return person.at("/sign_in/password").asString();
        throw new AssertionError("Nobody signs in as " + name + ".");
    }

    /** A token of a product, bound to an instruction. */
    String token(int product, String instruction) throws IOException, InterruptedException {
        String basic = Base64.getEncoder()
                .encodeToString((product(product).path("client_id").asString() + ":"
                                + product(product).path("client_secret").asString())
                        .getBytes(StandardCharsets.UTF_8));
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(console().resolve("/oauth/token"))
                        .header("Authorization", "Basic " + basic)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("grant_type=client_credentials&instruction="
                                + URLEncoder.encode(instruction, StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
        return JsonMapper.shared().readTree(answer.body()).path("access_token").asString();
    }

    /** The admin API, in the session of somebody who has signed in. */
    HttpResponse<String> api(String session, String method, String path, String json)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(console().resolve(path))
                        .header("Authorization", "Bearer " + session)
                        .header("Content-Type", "application/json")
                        .method(method, method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                        .build(),
                BodyHandlers.ofString());
    }

    /** A works record, read through the gateway. */
    HttpResponse<String> read(String token, String works) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(file.path("data_plane").asString() + "/v6/work/works/" + works))
                        .header("token", token)
                        .build(),
                BodyHandlers.ofString());
    }

    @Override
    public void close() {
        program.close();
    }
}
