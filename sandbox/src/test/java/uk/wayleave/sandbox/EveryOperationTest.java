package uk.wayleave.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.Client.Reply;
import uk.wayleave.sandbox.Scenarios.Scenario;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Shapes;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Content;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Role;
import uk.wayleave.streetmanager.Shape;

/** Every operation of every version: it answers as documented, and only whom it is for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EveryOperationTest {
    /** Records that any account may read, or that have no owner, though the catalogue gives no tier for strangers. */
    private static final Set<String> SEEN_BY_ALL =
            Set.of("GetUser", "GetAncillaryInfo", "GetMaterialClassification", "GetSection58");

    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T09:00:00Z"));
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults(), clock);
    private final Scenarios scenarios = new Scenarios();
    private final Optional<DftFiles> dft = DftFiles.atHand();
    private final Map<ApiVersion, World> worlds = new HashMap<>();
    private int calls;

    @AfterAll
    void stop() {
        sandbox.close();
    }

    static Stream<Operation> operations() {
        Catalogue catalogue = Catalogue.load();
        return catalogue.versions().stream().flatMap(version -> catalogue.operations(version).stream());
    }

    static Stream<Operation> operationsWithRoles() {
        return operations().filter(operation -> !operation.roles().isEmpty());
    }

    private World world(Operation operation) {
        return worlds.computeIfAbsent(operation.version(), version -> new World(sandbox, clock, version));
    }

    private Scenario scenario(Operation operation) {
        return scenarios
                .of(operation.id().value())
                .orElseThrow(() -> new AssertionError("No scenario for " + operation.id()));
    }

    private World.At made(Operation operation) {
        clock.forward(Duration.ofMinutes(1));
        World.At at = scenario(operation).at().apply(world(operation));
        return at.and("now", Json.text(clock.instant())).and("fresh", String.valueOf(100 + calls++));
    }

    private Reply call(Operation operation, Client client, World.At at) {
        Scenario scenario = scenario(operation);
        String query = scenario.query().isEmpty() ? "" : "?" + at.fill(scenario.query());
        String path = world(operation)
                        .path(operation.api().segment(), operation.path().text(), at)
                + query;
        String method = operation.method().name();
        return switch (operation.request()) {
            case RequestShape.Empty empty -> client.send(method, path, "");
            case RequestShape.Json json -> {
                ObjectNode body = world(operation).body(json.shape().name());
                scenario.body().accept(at, body);
                yield client.send(method, path, body.toString());
            }
            case RequestShape.Form form ->
                client.upload(
                        method,
                        path,
                        scenario.fileName(),
                        "99800001\n99800003\n".getBytes(StandardCharsets.UTF_8),
                        Map.of());
        };
    }

    private Client caller(Operation operation) {
        if (operation.roles().isEmpty()) {
            return Client.of(sandbox);
        }
        Account usual = sandbox.account(scenario(operation).swaCode());
        return operation.roles().contains(usual.role())
                ? world(operation).client(usual)
                : world(operation)
                        .client(sandbox.accounts().stream()
                                .filter(a -> a.swaCode().equals(usual.swaCode()))
                                .filter(a -> operation.roles().contains(a.role()))
                                .findFirst()
                                .orElseThrow());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void answersAValidRequestWithTheDocumentedStatusAndInShape(Operation operation) {
        Reply reply = call(operation, caller(operation), made(operation));

        assertThat(reply.status()).as(reply.text()).isEqualTo(operation.successStatus());
        switch (operation.answer()) {
            case AnswerShape.Empty empty -> assertThat(reply.body()).isEmpty();
            case AnswerShape.Json json ->
                assertThat(wrong(operation, json.shape(), reply.json())).isEmpty();
            default -> assertThat(reply.body()).isNotEmpty();
        }
        if (operation.answer().content() == Content.CSV) {
            assertThat(reply.header("Content-Type")).startsWith("text/csv");
        }
    }

    private List<String> wrong(Operation operation, Shape shape, JsonNode answer) {
        return switch (shape) {
            case Shape.ArrayShape list -> {
                List<String> wrong = new ArrayList<>();
                assertThat(answer.isArray()).isTrue();
                answer.forEach(one -> wrong.addAll(wrong(operation, list.items(), one)));
                yield wrong;
            }
            case Shape.ObjectShape object -> {
                List<String> wrong = new ArrayList<>();
                Shapes.of(operation.version())
                        .problems(object.name(), answer)
                        .forEach((member, problem) -> wrong.add(member + " " + problem));
                wrong.addAll(unknown(object, answer, object.name()));
                dft.ifPresent(files -> {
                    if (files.knows(operation.version(), object.name())) {
                        wrong.addAll(files.wrong(operation.version(), object.name(), answer));
                    }
                });
                yield wrong;
            }
            case Shape.ScalarShape scalar -> List.of();
            case Shape.FreeShape free -> List.of();
        };
    }

    /** What the catalogue, which the gateway masks and withholds by, does not know or misses. */
    private static List<String> unknown(Shape.ObjectShape shape, JsonNode answer, String at) {
        List<String> wrong = new ArrayList<>();
        shape.fields().forEach(field -> {
            if (field.required() && !answer.hasNonNull(field.name())) {
                wrong.add(at + "." + field.name() + " is missing by the catalogue");
            }
        });
        answer.properties()
                .forEach(member -> shape.field(member.getKey())
                        .ifPresentOrElse(
                                field -> {
                                    if (field.shape() instanceof Shape.ObjectShape inner
                                            && member.getValue().isObject()) {
                                        wrong.addAll(unknown(inner, member.getValue(), at + "." + member.getKey()));
                                    }
                                },
                                () -> wrong.add(at + "." + member.getKey() + " is unknown to the catalogue")));
        return wrong;
    }

    @ParameterizedTest
    @MethodSource("operationsWithRoles")
    void refusesAccountsInAnyOtherRole(Operation operation) {
        World.At at = made(operation);
        for (Role role : Role.values()) {
            Optional<Account> other = world(operation).accountIn(role);
            if (!operation.roles().contains(role) && other.isPresent()) {
                Reply reply = call(operation, world(operation).client(other.get()), at);

                assertThat(reply.status()).as("%s as %s", operation, role).isEqualTo(401);
                assertThat(reply.message()).isEqualTo("Access restricted");
            }
        }
        assertThat(call(operation, Client.of(sandbox), at).message()).isEqualTo("Authentication failed");
    }

    static Stream<Operation> operationsOnARecord() {
        return operationsWithRoles()
                .filter(operation -> !operation.path().parameters().isEmpty());
    }

    /** Somebody in the right role whose organisation has no part in the record. */
    @ParameterizedTest
    @MethodSource("operationsOnARecord")
    void showsARecordToStrangersOnlyWhereEverybodyMaySeeIt(Operation operation) {
        World.At at = made(operation);
        boolean forAll = operation.foreignTier().isPresent() || SEEN_BY_ALL.contains(operation.name());
        for (String stranger : List.of(Directory.FIBRE, Directory.BOROUGH)) {
            Account account = sandbox.account(stranger);
            if (operation.roles().contains(account.role())) {
                Reply reply = call(operation, world(operation).client(account), at);

                if (forAll) {
                    assertThat(reply.status())
                            .as("%s: %s", operation, reply.text())
                            .isEqualTo(operation.successStatus());
                } else if (reply.status() != 404) {
                    // an export is not found by whom did not ask for it
                    assertThat(reply.status())
                            .as("%s: %s", operation, reply.text())
                            .isEqualTo(401);
                    assertThat(reply.message()).isEqualTo("Access restricted");
                } else {
                    assertThat(operation.name()).isEqualTo("GetCsv");
                }
            }
        }
    }
}
