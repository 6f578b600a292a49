package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Content;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.PathTemplate;
import uk.wayleave.streetmanager.Role;
import uk.wayleave.streetmanager.Treatment;

/** Every operation of the catalogue, according to its stated treatment. */
class EveryOperationTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static ShapedStreetManager upstream;
    private static World enabled;
    private static World usual;
    private static Map<World.Party, String> everything;
    private static Map<World.Party, String> onlyAnother;

    @BeforeAll
    static void start() {
        upstream = new ShapedStreetManager(CATALOGUE);
        Set<OperationId> undocumented = all().filter(operation -> !operation.rolesDocumented())
                .map(Operation::id)
                .collect(Collectors.toSet());
        enabled = World.before(
                upstream.baseUri(), World.Options.usual().withSettings(settings -> settings.withEnabled(undocumented)));
        usual = World.before(upstream.baseUri(), World.Options.usual());
        everything = tokens(party -> enabled.tokenForEverything(party));
        onlyAnother = tokens(party -> enabled.token(
                party,
                Optional.of(enabled.instructed(
                        party,
                        Purpose.MANAGE_OWN_PERMITS,
                        Set.of(new OperationId("work.CancelForwardPlan")),
                        Scope.all(),
                        OptionalLong.empty()))));
    }

    private static Map<World.Party, String> tokens(java.util.function.Function<World.Party, String> token) {
        return Map.of(enabled.water, token.apply(enabled.water), enabled.county, token.apply(enabled.county));
    }

    @AfterAll
    static void stop() {
        enabled.close();
        usual.close();
        upstream.close();
    }

    private static Stream<Operation> all() {
        return Stream.of(ApiVersion.values()).flatMap(version -> CATALOGUE.operations(version).stream());
    }

    static Stream<Operation> carried() {
        return all().filter(operation -> operation.treatment() == Treatment.FORWARD && !operation.waitsForNextIssue());
    }

    static Stream<Operation> waiting() {
        return all().filter(Operation::waitsForNextIssue);
    }

    static Stream<Operation> never() {
        return all().filter(operation -> operation.treatment() == Treatment.NEVER);
    }

    static Stream<Operation> local() {
        return all().filter(operation -> operation.treatment() == Treatment.LOCAL);
    }

    @ParameterizedTest
    @MethodSource("carried")
    void isForwardedOnceWhenItIsAllowed(Operation operation) {
        Optional<World.Party> party = partyFor(operation);
        upstream.forgetCalls();
        if (party.isEmpty()) {
            // No account of a Controller here has the role: framework A3.
            Http.Answer refused = call(enabled, operation, token(everything, enabled.water), enabled.water);
            assertThat(refused.status()).as(refused.body()).isEqualTo(403);
            assertThat(refused.clauses()).contains("A3");
            assertThat(upstream.calls()).isEmpty();
            return;
        }
        Http.Answer answer = call(enabled, operation, token(everything, party.get()), party.get());
        assertThat(answer.status()).as(operation + ": " + answer.body()).isEqualTo(operation.successStatus());
        assertThat(answer.header("Wayleave-Upstream")).isEqualTo("done");
        List<ShapedStreetManager.Call> calls = upstream.calls().stream()
                .filter(call -> call.operation().equals(operation.id().value()))
                .toList();
        assertThat(calls).hasSize(1);
        assertThat(calls.getFirst().method()).isEqualTo(operation.method().name());
        assertThat(calls.getFirst().path()).isEqualTo(path(operation, party.get()));
        if (operation.takesInternalUser()) {
            JsonNode sent = JsonMapper.shared().readTree(calls.getFirst().body());
            assertThat(sent.path("internal_user_identifier").asString()).isEqualTo(World.PLANNER);
            assertThat(sent.path("internal_user_name").asString()).isEqualTo(World.PLANNER_NAME);
        }
        List<StoredEntry> entries = new LedgerReader(enabled.database)
                .ofCall(party.get().id().value(), java.util.UUID.fromString(answer.header("Wayleave-Call")));
        assertThat(entries).extracting(StoredEntry::kind).containsExactly("intent", "outcome", "release");
        assertThat(entries.getLast().id()).hasToString(answer.header("Wayleave-Receipt"));
    }

    @ParameterizedTest
    @MethodSource("carried")
    void isRefusedUnderA1WithoutAnInstructionThatCoversItAndNothingIsSent(Operation operation) {
        if (operation.name().equals("CancelForwardPlan")) {
            return;
        }
        World.Party party = partyFor(operation).orElse(enabled.water);
        upstream.forgetCalls();
        Http.Answer answer = call(enabled, operation, token(onlyAnother, party), party);
        assertThat(answer.status()).as(operation + ": " + answer.body()).isEqualTo(403);
        assertThat(answer.clauses()).contains("A1");
        assertThat(answer.header("Wayleave-Receipt")).isNotEmpty();
        assertThat(upstream.calls()).isEmpty();
    }

    @Test
    void isOffWhereItsRolesAreNotDocumentedUntilTheOperatorEnablesIt() {
        String token = usual.tokenForEverything(usual.water);
        upstream.forgetCalls();
        List<Operation> undocumented =
                carried().filter(operation -> !operation.rolesDocumented()).toList();
        assertThat(undocumented).isNotEmpty().allSatisfy(operation -> {
            Http.Answer answer = call(usual, operation, token, usual.water);
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.rules()).contains("B2.operation-off");
        });
        assertThat(upstream.calls()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("never")
    void isNeverForwarded(Operation operation) {
        upstream.forgetCalls();
        Http.Answer answer = call(enabled, operation, token(everything, enabled.water), enabled.water);
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.clauses()).contains(operation.accountAdministration() ? "A3" : "A2");
        assertThat(upstream.calls()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("waiting")
    void isNotCarriedYetAndSaysSo(Operation operation) {
        upstream.forgetCalls();
        Http.Answer answer = call(enabled, operation, token(everything, enabled.water), enabled.water);
        assertThat(answer.status()).as(answer.body()).isIn(403, 501);
        assertThat(upstream.calls()).isEmpty();
    }

    @Test
    void whatWaitsForTheNextIssueIsNamed() {
        assertThat(CATALOGUE.waitingForNextIssue(ApiVersion.V3_6).stream().map(Operation::name))
                .containsExactlyInAnyOrder(
                        "UploadFile",
                        "GetFile",
                        "DeleteFile",
                        "CreateGeographicalArea",
                        "UpdateGeographicalArea",
                        "GetActivityDataCSV",
                        "GetCsv");
    }

    @ParameterizedTest
    @MethodSource("local")
    void isAnsweredByUsAndNothingIsSent(Operation operation) {
        upstream.forgetCalls();
        String version = "/" + operation.version().segment();
        World.Party party = enabled.water;
        Http.Answer login = enabled.http.post(
                version + "/work/authenticate",
                "",
                JsonMapper.shared()
                        .createObjectNode()
                        .put("emailAddress", party.clientId())
                        .put("password", party.secret())
                        .toString());
        assertThat(login.status()).as(login.body()).isEqualTo(200);
        assertThat(login.json().propertyNames())
                .containsExactlyInAnyOrder("idToken", "accessToken", "refreshToken", "organisationReference");
        Http.Answer refreshed = enabled.http.post(
                version + "/party/refresh",
                "",
                "{\"refresh_token\":\"" + login.json().path("refreshToken").asString() + "\"}");
        assertThat(refreshed.status()).as(refreshed.body()).isEqualTo(200);
        assertThat(refreshed.json().propertyNames()).containsExactlyInAnyOrder("id_token", "access_token");
        if (operation.name().equals("Logout")) {
            Http.Answer logout = usual.http.post(version + "/party/logout", "", "{\"access_token\":\"unknown\"}");
            assertThat(logout.status()).isEqualTo(401);
        }
        assertThat(upstream.calls()).isEmpty();
    }

    /** DfT's own files, where they are at hand: nothing in them is forgotten here. */
    @Test
    void exercisesEveryOperationOfDfTsFiles() throws Exception {
        Path files = Path.of(System.getProperty("wayleave.root", "."), "..", "shared", "street-manager", "v3.6");
        assumeThat(files)
                .as("DfT's OpenAPI files are not beside the project, so this is skipped")
                .exists();
        List<String> published = new ArrayList<>();
        try (Stream<Path> all = Files.list(files)) {
            for (Path file : all.toList()) {
                String api = file.getFileName().toString().replace("-swagger.json", "");
                JsonNode paths =
                        JsonMapper.shared().readTree(Files.readString(file)).path("paths");
                for (Map.Entry<String, JsonNode> path : paths.properties()) {
                    path.getValue()
                            .propertyNames()
                            .forEach(method -> published.add(
                                    api + " " + method.toUpperCase(java.util.Locale.ROOT) + " " + path.getKey()));
                }
            }
        }
        List<String> exercised = Stream.of(carried(), waiting(), never(), local())
                .flatMap(stream -> stream)
                .filter(operation -> operation.version() == ApiVersion.V3_6)
                .map(operation -> operation.api().segment() + " " + operation.method() + " "
                        + operation.path().text())
                .toList();
        assertThat(exercised).hasSize(111).containsExactlyInAnyOrderElementsOf(published);
    }

    private static String token(Map<World.Party, String> tokens, World.Party party) {
        return Optional.ofNullable(tokens.get(party)).orElseThrow();
    }

    private static Optional<World.Party> partyFor(Operation operation) {
        boolean planner = operation.roles().contains(Role.PLANNER);
        boolean authority = operation.roles().contains(Role.HIGHWAY_AUTHORITY);
        if (authority && operation.ownership() instanceof Ownership.ByCodeInReference) {
            return Optional.of(enabled.county);
        }
        if (planner) {
            return Optional.of(enabled.water);
        }
        return authority ? Optional.of(enabled.county) : Optional.empty();
    }

    private static String code(World world, World.Party party) {
        return party.equals(world.county) ? World.COUNTY_CODE : World.WATER_CODE;
    }

    private static Http.Answer call(World world, Operation operation, String token, World.Party party) {
        String target = path(operation, party) + query(operation);
        if (operation.request().content() == Content.EMPTY
                || operation.method().name().equals("GET")) {
            return world.http.send(
                    HttpRequest.newBuilder(world.gateway.baseUri().resolve(target))
                            .method(operation.method().name(), HttpRequest.BodyPublishers.noBody())
                            .header("token", token));
        }
        ObjectNode body = JsonMapper.shared().createObjectNode();
        if (operation.ownership() instanceof Ownership.ByPartyInBody byParty) {
            body.put(byParty.field().substring(1), code(world, party));
        }
        if (operation.ownership() instanceof Ownership.ByRow byRow) {
            byRow.bodyReferences()
                    .ifPresent(pointer -> body.putArray(pointer.substring(1)).add(ShapedStreetManager.WORKS));
        }
        return world.http.withBody(operation.method().name(), target, token, body.toString());
    }

    private static String query(Operation operation) {
        return operation.ownership() instanceof Ownership.ByWorks byWorks
                        && byWorks.place() == Ownership.ByWorks.Place.QUERY
                ? "?" + byWorks.parameter() + "=" + ShapedStreetManager.WORKS
                : "";
    }

    private static String path(Operation operation, World.Party party) {
        return "/" + operation.version().segment() + "/" + operation.api().segment() + "/"
                + operation.path().segments().stream()
                        .map(segment -> switch (segment) {
                            case PathTemplate.Literal(String text) -> text;
                            case PathTemplate.Parameter(String name) -> parameter(operation, name, party);
                        })
                        .collect(Collectors.joining("/"));
    }

    private static String parameter(Operation operation, String name, World.Party party) {
        if (operation.ownership() instanceof Ownership.ByWorks byWorks) {
            if (name.equals(byWorks.parameter())) {
                return ShapedStreetManager.WORKS;
            }
            if (byWorks.beneath().contains(name)) {
                return ShapedStreetManager.WORKS + "-01";
            }
        }
        if (operation.ownership() instanceof Ownership.ByCodeInReference byCode && name.equals(byCode.parameter())) {
            return (byCode.kind().name().equals("ACTIVITY") ? "ARN-" : "S58-") + World.COUNTY_CODE + "-1";
        }
        return switch (name) {
            case "organisationReference" -> code(enabled, party);
            case "workReferenceNumber" -> ShapedStreetManager.WORKS;
            case "email" ->
                Base64.getEncoder().withoutPadding().encodeToString("jo@example.org".getBytes(StandardCharsets.UTF_8));
            case "workstreamPrefix" -> "001";
            default -> "1";
        };
    }
}
