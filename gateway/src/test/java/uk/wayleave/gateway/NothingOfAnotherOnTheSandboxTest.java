package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiConsumer;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import tools.jackson.databind.JsonNode;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Tier;
import uk.wayleave.register.instruction.NewInstruction;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.sandbox.Sandbox;
import uk.wayleave.sandbox.SandboxSettings;
import uk.wayleave.sandbox.WorksSummary;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Shape;

/**
 * The sandbox with its own records and rules, and random calls of the water company through the gateway: records, lists,
 * maps, searches, exports and files. Whatever value exists only in what the fibre company's own account is shown of its
 * works, and is not published, appears nowhere.
 */
class NothingOfAnotherOnTheSandboxTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Sandbox SANDBOX = Sandbox.start(
            SandboxSettings.defaults().withPasswordSeed("test").withCallsPerMinute(100_000), Clock.systemUTC());
    private static final World WORLD =
            World.before(SANDBOX.baseUri(), World.Options.usual().withAccounts(WayOfOneCallTest.accountsOf(SANDBOX)));
    private static final LedgerReader LEDGER = new LedgerReader(WORLD.database);
    private static final IntegratorsClient FIBRE = client(World.FIBRE_CODE);
    private static final IntegratorsClient WATER = client(World.WATER_CODE);
    private static final List<WorksSummary> OTHERS = of(World.FIBRE_CODE);
    private static final List<WorksSummary> OWN = of(World.WATER_CODE);
    private static final Set<String> ONLY_OF_FIBRE = onlyOfFibre();
    private static final List<String> LISTS = List.of(
            "permits",
            "comments",
            "inspections",
            "fixed-penalty-notices",
            "alterations",
            "reinstatements",
            "section-81s");
    private static final List<String> MAPS = List.of("works", "activities", "forward-plans", "section-58s");
    private static final List<String> EXPORTS =
            List.of("permits", "inspections", "fixed-penalty-notices", "reinstatements");
    private static final Set<Integer> STATUSES = new HashSet<>();

    @AfterContainer
    static void stop() {
        WORLD.close();
        SANDBOX.close();
        assertThat(ONLY_OF_FIBRE).as("values that exist only there").hasSizeGreaterThan(50);
        assertThat(STATUSES).as("what came of the calls").contains(200, 403);
    }

    private static IntegratorsClient client(String code) {
        Account account = SANDBOX.account(code);
        IntegratorsClient client =
                new IntegratorsClient(SANDBOX.baseUri(), account.emailAddress(), account.password(), Clock.systemUTC());
        assertThat(client.signIn().status()).isEqualTo(200);
        return client;
    }

    private static List<WorksSummary> of(String promoter) {
        return SANDBOX.works().stream()
                .filter(works -> works.promoterSwaCode().equals(promoter))
                .filter(works -> !works.permits().isEmpty())
                .toList();
    }

    private static String permit(WorksSummary works) {
        return "/v6/work/works/" + works.reference() + "/permits/"
                + works.permits().getFirst().reference();
    }

    /** Comments that are planted, and everything closed in fibre's permits that stands nowhere else. */
    private static Set<String> onlyOfFibre() {
        Set<String> only = new HashSet<>();
        Set<String> elsewhere = new HashSet<>();
        Shape shape = shapeOf("work.GetPermit");
        for (WorksSummary works : OTHERS) {
            FIBRE.get(permit(works))
                    .json()
                    .ifPresent(json -> values(shape, json, (field, value) -> {
                        (field.openness().isOpen() ? elsewhere : only).add(value);
                    }));
        }
        for (WorksSummary works : OWN) {
            WATER.get(permit(works)).json().ifPresent(json -> values(shape, json, (_, value) -> elsewhere.add(value)));
        }
        only.removeIf(value -> value.length() < 8 || elsewhere.stream().anyMatch(other -> other.contains(value)));
        // References tell whose they are and are open; dates and codes stand anywhere.
        only.removeIf(value -> value.matches("[0-9TZ:.+-]+|[a-z_]+"));
        for (WorksSummary works : OTHERS.subList(0, 5)) {
            String canary = "Kanarie" + UUID.randomUUID().toString().replace("-", "");
            var comment = FIBRE.post(
                    "/v6/work/works/" + works.reference() + "/comments",
                    IntegratorsClient.object().put("detail", canary).put("topic", "GENERAL"));
            if (comment.status() == 201) {
                only.add(canary);
            }
        }
        return only;
    }

    private static Shape shapeOf(String operation) {
        Operation known =
                CATALOGUE.operation(ApiVersion.V6_0, new OperationId(operation)).orElseThrow();
        return ((AnswerShape.Json) known.answer()).shape();
    }

    private static void values(Shape shape, JsonNode json, BiConsumer<Field, String> into) {
        switch (shape) {
            case Shape.ObjectShape object ->
                object.fields().forEach(field -> value(field, json.path(field.name()), into));
            case Shape.ArrayShape(Shape items) -> json.forEach(item -> values(items, item, into));
            case Shape.ScalarShape _, Shape.FreeShape _ -> {}
        }
    }

    private static void value(Field field, JsonNode json, BiConsumer<Field, String> into) {
        if (json.isString()) {
            into.accept(field, json.stringValue());
        } else if (json.isArray()) {
            json.forEach(item -> value(field, item, into));
        }
        values(field.shape(), json, into);
    }

    @Property(tries = 25, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void appearsInAResponseAnErrorALogAHeaderOrTheLedger(@ForAll long seed) {
        Random random = new Random(seed);
        Tier tier = random.nextBoolean() ? Tier.T2 : Tier.T1;
        InstructionId instruction = WORLD.instructed(
                WORLD.water,
                usual -> new NewInstruction(
                        usual.agreement(),
                        usual.product(),
                        usual.kind(),
                        usual.purpose(),
                        usual.operations(),
                        random.nextInt(4) == 0
                                ? Scope.only(Set.of(any(OWN, random).reference()))
                                : Scope.all(),
                        tier,
                        usual.from(),
                        usual.until(),
                        usual.uses(),
                        usual.proof(),
                        usual.persons()));
        String token = WORLD.token(WORLD.water, Optional.of(instruction));
        try (CapturedLog log = CapturedLog.begin()) {
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                Http.Answer answer = call(token, random);
                STATUSES.add(answer.status());
                seen.add(answer.status() + " " + answer.response().headers() + " " + answer.body());
                LEDGER.ofCall(WORLD.water.id().value(), UUID.fromString(answer.header("Wayleave-Call")))
                        .forEach(entry -> seen.add(new String(entry.canonical(), StandardCharsets.UTF_8)));
            }
            seen.add(log.text());
            assertThat(ONLY_OF_FIBRE.stream().filter(value -> seen.stream().anyMatch(text -> text.contains(value))))
                    .isEmpty();
        }
    }

    private static <T> T any(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }

    private static Http.Answer call(String token, Random random) {
        WorksSummary works = random.nextInt(3) == 0 ? any(OWN, random) : any(OTHERS, random);
        String path = "/v6/work/works/" + works.reference();
        int east = 376_000 + random.nextInt(12_000);
        int north = 164_000 + random.nextInt(12_000);
        return switch (random.nextInt(14)) {
            case 0 -> WORLD.http.get(path, token);
            case 1 -> WORLD.http.get(permit(works), token);
            case 2 -> WORLD.http.get(path + "/comments", token);
            case 3 -> WORLD.http.get(path + "/history", token);
            case 4 -> WORLD.http.get(path + "/inspections/" + works.reference() + "-INSP-1", token);
            case 5 -> WORLD.http.get("/v6/reporting/permits?work_reference_number=" + works.reference(), token);
            case 6 -> WORLD.http.get("/v6/reporting/" + any(LISTS, random), token);
            case 7, 8 ->
                WORLD.http.get(
                        "/v6/geojson/" + any(MAPS, random) + "?minEasting=" + east + "&minNorthing=" + north
                                + "&maxEasting=" + (east + 8_000) + "&maxNorthing=" + (north + 8_000),
                        token);
            case 9 -> WORLD.http.get("/v6/work/files/" + (1 + random.nextInt(60)), token);
            case 10 -> WORLD.http.post(path + "/comments", token, "{\"detail\":\"All clear.\",\"topic\":\"GENERAL\"}");
            case 11 -> WORLD.http.get("/v6/event/works/updates?previous_minutes=60", token);
            case 12 -> {
                Http.Answer job = WORLD.http.post("/v6/export/" + any(EXPORTS, random) + "/csv", token, "{}");
                yield job.status() == 200
                        ? WORLD.http.get(
                                "/v6/export/csv/" + job.json().path("csv_id").asLong(), token)
                        : job;
            }
            default ->
                WORLD.http.post(
                        "/v6/event/permits/search",
                        token,
                        "{\"work_reference_numbers\":[\"" + works.reference() + "\"]}");
        };
    }
}
