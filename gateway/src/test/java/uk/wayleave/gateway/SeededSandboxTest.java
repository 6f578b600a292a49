package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.OperationId;
import uk.wayleave.register.vault.OpenedAccount;
import uk.wayleave.sandbox.Sandbox;
import uk.wayleave.sandbox.SandboxSettings;
import uk.wayleave.sandbox.WorksSummary;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Shape;
import uk.wayleave.streetmanager.Treatment;

/**
 * The sandbox's hundreds of works, in long lists, maps, files and exports, through the gateway: what is released is the
 * documented shape with the masks accounted for. Each single operation: {@link EveryOperationCarriedOutTest}.
 */
class SeededSandboxTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    /** What the sandbox leaves out although it is promised; nothing of the gateway's doing. */
    private static final Set<String> NOT_PLAYED = Set.of(
            "v6/reporting.GetActivities/rows/*/date_created",
            "v6/reporting.GetActivities/rows/*/traffic_management_required");

    private static final String PERIOD = "start_date=2026-01-01T00:00:00.000Z&end_date=2027-01-01T00:00:00.000Z";

    private static Sandbox sandbox;
    private static World world;
    private static String works;
    private static final Map<World.Party, String> TOKENS = new HashMap<>();

    @BeforeAll
    static void start() {
        sandbox = Sandbox.start(
                SandboxSettings.defaults().withPasswordSeed("test").withCallsPerMinute(100_000), Clock.systemUTC());
        Set<OperationId> undocumented = forwarded()
                .filter(operation -> !operation.rolesDocumented())
                .map(Operation::id)
                .collect(Collectors.toSet());
        Map<String, OpenedAccount> accounts = new HashMap<>(WayOfOneCallTest.accountsOf(sandbox));
        world = World.before(
                sandbox.baseUri(),
                World.Options.usual()
                        .withAccounts(accounts)
                        .withSettings(
                                settings -> settings.withEnabled(undocumented).withFiles(_ -> true)));
        works = sandbox.works().stream()
                .filter(one -> one.promoterSwaCode().equals(World.WATER_CODE))
                .filter(one -> !one.permits().isEmpty())
                .map(WorksSummary::reference)
                .findFirst()
                .orElseThrow();
        for (World.Party party : new World.Party[] {world.water, world.county}) {
            TOKENS.put(party, world.tokenForEverything(party));
        }
    }

    @AfterAll
    static void stop() {
        world.close();
        sandbox.close();
    }

    static Stream<Operation> forwarded() {
        return CATALOGUE.versions().stream()
                .flatMap(version -> CATALOGUE.operations(version).stream())
                .filter(operation -> operation.treatment() == Treatment.FORWARD && !operation.accountAdministration());
    }

    private static String real(String text) {
        return text.replace(SampleCalls.WORKS, works);
    }

    /** Without the made-up values that the sandbox would refuse. */
    private static String query(SampleCalls.Sample sample) {
        Operation operation = sample.operation();
        if (operation.query().contains("minEasting")) {
            return "minEasting=380000&minNorthing=168000&maxEasting=389000&maxNorthing=176000";
        }
        String asked = Stream.of(sample.query().split("&"))
                .filter(pair -> pair.startsWith("swa_code=")
                        || pair.startsWith("swaCode=")
                        || (pair.contains("reference_number=")
                                && operation.query().size() <= 3))
                .collect(Collectors.joining("&"));
        return operation.name().equals("GetUpdates") ? PERIOD : real(asked);
    }

    private static Http.Answer call(Operation operation) {
        SampleCalls.Sample sample = SampleCalls.of(operation);
        String token = Optional.ofNullable(TOKENS.get(sample.caller(world))).orElseThrow();
        String query = query(sample);
        String path = real(sample.path()) + (query.isEmpty() ? "" : "?" + query);
        String method = operation.method().name();
        if (sample.form().isPresent()) {
            return world.http.form(method, path, token, sample.form().get());
        }
        if (sample.body().isPresent()) {
            return world.http.withBody(
                    method, path, token, real(sample.body().get().toString()));
        }
        return world.http.send(HttpRequest.newBuilder(world.gateway.baseUri().resolve(path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .header("token", token));
    }

    /** Every member is known; what is promised is there, or is masked: left out, null or the marker. */
    static void assertIs(Shape shape, JsonNode json, String at) {
        if (json.isNull()) {
            return;
        }
        switch (shape) {
            case Shape.ObjectShape object -> {
                assertThat(json.isObject()).as(at).isTrue();
                json.properties()
                        .forEach(member -> assertThat(object.field(member.getKey()))
                                .as(at + "/" + member.getKey())
                                .isPresent());
                for (Field field : object.fields()) {
                    if (json.has(field.name())) {
                        assertIs(field.shape(), json.path(field.name()), at + "/" + field.name());
                    } else {
                        assertThat(field.required()
                                        && !field.isWithheld()
                                        && !NOT_PLAYED.contains(at + "/" + field.name()))
                                .as(at + "/" + field.name() + " is promised")
                                .isFalse();
                    }
                }
            }
            case Shape.ArrayShape(Shape items) -> {
                assertThat(json.isArray()).as(at).isTrue();
                json.forEach(item -> assertIs(items, item, at + "/*"));
            }
            case Shape.ScalarShape _ -> assertThat(json.isValueNode()).as(at).isTrue();
            case Shape.FreeShape _ -> {}
        }
    }

    /** Those that a planner or an authority has by GET and that need no record of a special kind. */
    @Test
    void theListsAndMapsOfBothVersionsAreCarriedOut() {
        Map<String, Integer> statuses = new TreeMap<>();
        forwarded()
                .filter(operation -> operation.effect() == Effect.READ)
                .filter(operation -> operation.path().parameters().isEmpty())
                .filter(operation -> operation.method().name().equals("GET"))
                .filter(operation ->
                        Set.of("reporting", "geojson").contains(operation.api().segment()))
                .filter(operation -> !operation.name().endsWith("Files"))
                .forEach(operation -> {
                    Http.Answer answer = call(operation);
                    statuses.put(operation.toString(), answer.status());
                    if (answer.status() == 200 && operation.answer() instanceof AnswerShape.Json(Shape shape)) {
                        assertIs(shape, answer.json(), operation.toString());
                    }
                });

        assertThat(statuses).isNotEmpty();
        assertThat(statuses.values().stream().filter(status -> status == 200).count())
                .as(statuses.toString())
                .isGreaterThanOrEqualTo(statuses.size() * 9L / 10);
    }

    @Test
    void aFileGoesThereAndBack() throws InterruptedException {
        String token = Optional.ofNullable(TOKENS.get(world.water)).orElseThrow();
        for (ApiVersion version : CATALOGUE.versions()) {
            String files = "/" + version.segment() + "/work/files";
            if (CATALOGUE.operation(version, new OperationId("work.UploadFile")).isEmpty()) {
                continue;
            }
            Http.Answer sent = world.http.form(
                    "POST", files, token, SampleForm.with("plan.pdf", "application/pdf", SampleFiles.PDF));
            assertThat(sent.status()).as(sent.body()).isEqualTo(201);
            long file = sent.json().path("file_id").asLong();
            byte[] back = new byte[0];
            for (int tries = 0; tries < 100 && back.length == 0; tries++) {
                var answer = world.http.bytes(files + "/" + file, token);
                assertThat(answer.statusCode()).isIn(200, 204, 404);
                back = answer.statusCode() == 200 ? answer.body() : back;
                Thread.sleep(back.length == 0 ? 100 : 0);
            }
            assertThat(back).isEqualTo(SampleFiles.PDF);
        }
    }

    @Test
    void anExportIsMadeWaitedForAndReleasedWithoutWhatIsWithheld() throws InterruptedException {
        String token = Optional.ofNullable(TOKENS.get(world.water)).orElseThrow();
        Http.Answer job = world.http.post("/v6/export/permits/csv", token, "{}");
        assertThat(job.status()).as(job.body()).isEqualTo(200);
        String path = "/v6/export/csv/" + job.json().path("csv_id").asLong();
        Http.Answer answer = world.http.get(path, token);
        for (int tries = 0; tries < 100 && answer.status() != 200; tries++) {
            assertThat(answer.status()).as(answer.body()).isIn(204, 404);
            Thread.sleep(100);
            answer = world.http.get(path, token);
        }

        assertThat(answer.header("Content-Type")).startsWith("text/csv");
        assertThat(answer.body().getBytes(StandardCharsets.UTF_8).length).isPositive();
        assertThat(answer.body()).contains(works);
    }
}
