package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.sandbox.Sandbox;
import uk.wayleave.sandbox.SandboxSettings;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.Match;
import uk.wayleave.streetmanager.Shape;

/**
 * A client written for Street Manager works with nothing changed but its base address and credentials. The same day's
 * work is done twice, with Street Manager itself (the sandbox) and through the gateway, and must look the same to the
 * client: status, kind of content and shape, apart from what is withheld.
 */
class ClientWrittenForStreetManagerTest {
    /** As many that a list of permits has a second page. */
    private static final int WORKS = 120;

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Clock CLIENTS_CLOCK = Clock.systemUTC();

    private static MovableClock clock;
    private static Sandbox direct;
    private static Sandbox behind;
    private static World world;
    private static InstructionId standing;

    @BeforeAll
    static void start() {
        clock = new MovableClock();
        direct = sandbox();
        behind = sandbox();
        world = World.before(
                behind.baseUri(), World.Options.usual().with(clock).withAccounts(WayOfOneCallTest.accountsOf(behind)));
        standing = world.instructed(world.water);
    }

    private static Sandbox sandbox() {
        return Sandbox.start(
                SandboxSettings.defaults().withPasswordSeed("client").withWorks(WORKS), clock);
    }

    @AfterAll
    static void stop() {
        world.close();
        behind.close();
        direct.close();
    }

    /** What the client saw of one step. */
    private record Seen(String step, int status, String contentType, Set<String> shape) {}

    @Test
    void sameDaysWorkLooksTheSameThroughTheGatewayWithTheInstructionInTheEmailAddress() {
        List<Seen> expected = daysWork(straight(), "ZW001CLIENT-A");

        List<Seen> seen =
                daysWork(throughGateway(world.water.clientId() + "+" + standing, CLIENTS_CLOCK), "ZW001CLIENT-A");

        assertThat(seen).isEqualTo(expected);
    }

    @Test
    void sameDaysWorkLooksTheSameThroughTheGatewayWithTheOneStandingInstruction() {
        List<Seen> expected = daysWork(straight(), "ZW001CLIENT-B");

        List<Seen> seen = daysWork(throughGateway(world.water.clientId(), CLIENTS_CLOCK), "ZW001CLIENT-B");

        assertThat(seen).isEqualTo(expected);
    }

    private static IntegratorsClient straight() {
        var account = direct.account(World.WATER_CODE);
        return client(direct.baseUri(), account.emailAddress(), account.password(), CLIENTS_CLOCK);
    }

    private static IntegratorsClient throughGateway(String emailAddress, Clock clientsClock) {
        return client(world.gateway.baseUri(), emailAddress, world.water.secret(), clientsClock);
    }

    private static IntegratorsClient client(URI base, String emailAddress, String password, Clock clientsClock) {
        return new IntegratorsClient(base, emailAddress, password, clientsClock);
    }

    /** The whole of it, an expired token included. */
    private static List<Seen> daysWork(IntegratorsClient client, String reference) {
        List<Seen> seen = new ArrayList<>();
        seen.add(seen("sign in", client.signIn(), ""));
        assertThat(client.organisationReference()).isEqualTo(World.WATER_CODE);
        assertThat(client.expires())
                .isBetween(
                        clock.instant().plus(Duration.ofMinutes(58)),
                        clock.instant().plus(Duration.ofMinutes(60)).plusSeconds(1));

        String works = "/v3/work/works/" + reference;
        var created = client.post("/v3/work/works", application(reference));
        assertThat(created.text("work_reference_number")).isEqualTo(reference);
        seen.add(seen("create a works", created, "POST /v3/work/works"));
        String permit = works + "/permits/" + created.text("permit_reference_number");
        seen.add(seen("the same reference again", client.post("/v3/work/works", application(reference)), ""));
        seen.add(seen("without what is required", client.post("/v3/work/works", without("usrn")), ""));
        seen.add(seen("read the permit", client.get(permit), "GET " + permit));
        seen.add(seen("read the works", client.get(works), "GET " + works));
        seen.add(seen("works that do not exist", client.get("/v3/work/works/ZW001NOTHERE"), ""));
        lists(client, reference, seen);

        seen.add(seen("comment", client.post(works + "/comments", comment()), "POST " + works + "/comments"));
        seen.add(seen("start", client.put(works + "/start", at("actual_start_date", 30)), ""));
        seen.add(seen("start again", client.put(works + "/start", at("actual_start_date", 30)), ""));
        tokenExpires(client, works, seen);
        seen.add(seen("stop", client.put(works + "/stop", at("actual_stop_date", 1)), ""));
        var history = client.get(works + "/history");
        assertThat(history.json().orElseThrow().path("rows").size()).isGreaterThanOrEqualTo(4);
        seen.add(seen("history", history, "GET " + works + "/history"));

        seen.add(seen("sign out", client.signOut(), ""));
        seen.add(seen("refresh after signing out", client.refresh(), ""));
        seen.add(seen("read after signing out, signed in anew", client.get(works), "GET " + works));
        assertThat(client.signIns()).isEqualTo(2);
        seen.add(seen("sign out", client.signOut(), ""));
        return seen;
    }

    /** Page by page, with an array in the query. */
    private static void lists(IntegratorsClient client, String reference, List<Seen> seen) {
        boolean more = true;
        List<String> found = new ArrayList<>();
        for (int offset = 0; more; offset = found.size()) {
            var page = client.get(
                    "/v3/reporting/permits",
                    Map.of(
                            "status", List.of("submitted", "granted", "closed"),
                            "offset", List.of(Integer.toString(offset)),
                            "sort_column", List.of("date_created")));
            JsonNode json = page.json().orElseThrow();
            json.path("rows")
                    .forEach(row -> found.add(row.path("work_reference_number").asString()));
            more = json.path("pagination").path("has_next_page").asBoolean();
            seen.add(seen("permits from " + offset, page, "GET /v3/reporting/permits"));
        }
        assertThat(found).hasSizeGreaterThan(25).contains(reference);
    }

    private static void tokenExpires(IntegratorsClient client, String works, List<Seen> seen) {
        int before = client.refreshes();
        clock.forward(Duration.ofMinutes(61));
        seen.add(seen("read after the token expired", client.get(works), "GET " + works));
        assertThat(client.refreshes()).as("refreshed on the 401, once").isEqualTo(before + 1);
        assertThat(client.signIns()).isEqualTo(1);
    }

    /** Immediate works may start before the permit is granted. */
    private static ObjectNode application(String reference) {
        return without("").put("work_reference_number", reference);
    }

    /** What V3.6 requires, but one. */
    private static ObjectNode without(String member) {
        ObjectNode body = comment("Jo Planner");
        body.remove(List.of("detail", "topic", "is_internal"));
        body.put("promoter_swa_code", World.WATER_CODE);
        body.put("highway_authority_swa_code", World.COUNTY_CODE);
        ObjectNode line = body.putObject("works_coordinates").put("type", "LineString");
        line.putArray("coordinates").addArray().add(384_120).add(171_560);
        line.withArray("coordinates").addArray().add(384_140).add(171_575);
        body.put("usrn", 99_800_001);
        body.put("secondary_contact", "Rowan Tolliver");
        body.put("secondary_contact_number", "07700 900456");
        body.put(
                "proposed_start_date",
                clock.instant().minus(1, ChronoUnit.HOURS).toString());
        body.put("proposed_end_date", clock.instant().plus(2, ChronoUnit.DAYS).toString());
        body.put("description_of_work", "Mend a burst main");
        body.put("excavation", true);
        body.put("traffic_management_plan", false);
        body.put("lane_rental_applicable", false);
        body.put("environmental_health_notifiable", false);
        body.put("collaborative_working", false);
        body.put("activity_type", "utility_asset_works");
        body.put("traffic_management_type", "give_and_take");
        body.put("application_type", "permit");
        body.putArray("location_types").add("footway");
        body.put("work_type", "immediate");
        body.put("immediate_risk", true);
        body.put("close_footway", "no");
        body.put("works_location_description", "Outside number 14");
        body.remove(member);
        return body;
    }

    private static ObjectNode comment() {
        return comment("Jo Planner");
    }

    private static ObjectNode comment(String name) {
        return IntegratorsClient.object()
                .put("internal_user_identifier", World.PLANNER)
                .put("internal_user_name", name)
                .put("detail", "The gate is unlocked from seven.")
                .put("topic", "GENERAL")
                .put("is_internal", false);
    }

    private static ObjectNode at(String member, int minutesAgo) {
        Instant time = clock.instant().minus(minutesAgo, ChronoUnit.MINUTES);
        return IntegratorsClient.object()
                .put("internal_user_identifier", World.PLANNER)
                .put("internal_user_name", World.PLANNER_NAME)
                .put(member, time.truncatedTo(ChronoUnit.MILLIS).toString());
    }

    /** @param operation method and path of the call whose withheld members do not count; empty for none */
    private static Seen seen(String step, IntegratorsClient.Answer answer, String operation) {
        Set<String> shape = new TreeSet<>();
        answer.json().ifPresent(body -> {
            shapeOf(body, "", operation.isEmpty() ? Optional.empty() : answerOf(operation), shape);
            if (answer.status() >= 400) {
                // The client shows this to people: not only its shape has to be the same.
                shape.add(body.toString());
            }
        });
        return new Seen(step, answer.status(), answer.contentType(), shape);
    }

    private static Optional<Shape> answerOf(String methodAndPath) {
        String[] parts = methodAndPath.split("[ /]+", -1);
        Match match =
                CATALOGUE.match(parts[1], parts[0], parts[2], List.of(parts).subList(3, parts.length));
        return match instanceof Match.Known(var operation, var _)
                        && operation.answer() instanceof AnswerShape.Json(Shape shape)
                ? Optional.of(shape)
                : Optional.empty();
    }

    /** Names the members and the type of each, the items of an array together. */
    private static void shapeOf(JsonNode node, String at, Optional<Shape> known, Set<String> into) {
        if (node.isArray()) {
            into.add(at + " array");
            Optional<Shape> items = known.map(shape -> shape instanceof Shape.ArrayShape(Shape each) ? each : shape);
            node.forEach(item -> shapeOf(item, at + "/*", items, into));
        } else if (node.isObject()) {
            into.add(at + " object");
            node.properties().forEach(member -> {
                Optional<Field> field = known.flatMap(shape ->
                        shape instanceof Shape.ObjectShape object ? object.field(member.getKey()) : Optional.empty());
                if (field.filter(Field::isWithheld).isEmpty()) {
                    shapeOf(member.getValue(), at + "/" + member.getKey(), field.map(Field::shape), into);
                }
            });
        } else {
            into.add(at + " " + node.getNodeType());
        }
    }

    @Test
    void refreshesAheadOfTheExpiryThatTheTokenSaysAndSoMeetsNo401() {
        IntegratorsClient client = throughGateway(world.water.clientId(), clock);
        client.signIn();
        Instant first = client.expires();
        clock.forward(Duration.ofMinutes(59));

        assertThat(client.get("/v3/reporting/permits").status()).isEqualTo(200);
        assertThat(client.refreshes()).isEqualTo(1);
        assertThat(client.expires()).isAfter(first);
        assertThat(client.get("/v3/reporting/permits").status()).isEqualTo(200);
        assertThat(client.refreshes()).isEqualTo(1);
    }

    @Test
    void signsInAnewWhenTheRefreshTokenIsADayOld() {
        IntegratorsClient client = throughGateway(world.water.clientId() + "+" + standing, clock);
        client.signIn();
        clock.forward(Duration.ofHours(25));

        assertThat(client.get("/v3/reporting/permits").status()).isEqualTo(200);
        assertThat(client.refreshes()).isEqualTo(1);
        assertThat(client.signIns()).isEqualTo(2);
    }

    @Test
    void aWrongPasswordIsAnsweredAsStreetManagerDoes() {
        var account = direct.account(World.WATER_CODE);
        var expected = client(direct.baseUri(), account.emailAddress(), "wrong", CLIENTS_CLOCK)
                .signIn();

        for (String emailAddress :
                List.of(world.water.clientId(), world.water.clientId() + "+" + standing, "nobody@example.org")) {
            var answer = client(world.gateway.baseUri(), emailAddress, "wrong", CLIENTS_CLOCK)
                    .signIn();
            assertThat(answer.status()).isEqualTo(expected.status()).isEqualTo(401);
            assertThat(answer.json()).isEqualTo(expected.json());
            assertThat(answer.contentType()).isEqualTo(expected.contentType());
        }
    }

    @Test
    void anInstructionThatIsNotTheProductsIsRefusedAtSignInAndSaysWhatToWrite() {
        InstructionId ofAnother = world.instructed(world.county);
        for (String cited : List.of("not-an-id", "00000000-0000-4000-8000-000000000000", ofAnother.toString())) {
            var answer = throughGateway(world.water.clientId() + "+" + cited, CLIENTS_CLOCK)
                    .signIn();
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.text("type")).isEqualTo("urn:wayleave:problem:instruction-unknown");
            assertThat(answer.text("detail")).contains("CLIENT_ID+INSTRUCTION_ID");
        }
    }

    /** In a world of its own: which instructions there are is the point. */
    @Test
    void withNoOrSeveralStandingInstructionsARequestIsRefusedUnderA1WithTheList() {
        try (World other = World.before(
                behind.baseUri(), World.Options.usual().withAccounts(WayOfOneCallTest.accountsOf(behind)))) {
            IntegratorsClient client =
                    client(other.gateway.baseUri(), other.water.clientId(), other.water.secret(), CLIENTS_CLOCK);
            client.signIn();
            assertThat(instructionsListedIn(client.get("/v3/reporting/permits")))
                    .isEmpty();

            InstructionId one = other.instructed(other.water);
            assertThat(client.get("/v3/reporting/permits").status()).isEqualTo(200);

            InstructionId second = other.instructed(other.water);
            assertThat(instructionsListedIn(client.get("/v3/reporting/permits")))
                    .containsExactlyInAnyOrder(one.toString(), second.toString());

            IntegratorsClient citing = client(
                    other.gateway.baseUri(),
                    other.water.clientId() + "+" + second,
                    other.water.secret(),
                    CLIENTS_CLOCK);
            citing.signIn();
            assertThat(citing.get("/v3/reporting/permits").status()).isEqualTo(200);
        }
    }

    private static List<String> instructionsListedIn(IntegratorsClient.Answer answer) {
        assertThat(answer.status()).isEqualTo(403);
        JsonNode problem = answer.json().orElseThrow();
        assertThat(problem.path("clauses").valueStream())
                .extracting(clause -> clause.path("rule").asString())
                .contains("A1.no-instruction");
        return problem.path("instructions")
                .valueStream()
                .map(each -> each.path("id").asString())
                .toList();
    }
}
