package uk.wayleave.sandbox;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.Scenarios.Scenario;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.RequestShape;

/**
 * A sandbox that brings about, for every operation, what it takes that a call of it is carried out: for those who stand
 * before the sandbox and make the call themselves.
 */
public final class ReadyCalls implements AutoCloseable {
    /** When the scenarios take place. */
    public static final Instant BEGIN = Instant.parse("2026-11-24T09:00:00Z");

    private final MovableClock clock = new MovableClock(BEGIN);
    private final Sandbox sandbox = Sandbox.start(SandboxSettings.defaults().withCallsPerMinute(100_000), clock);
    private final Scenarios scenarios = new Scenarios();
    private final Map<ApiVersion, World> worlds = new HashMap<>();
    private int calls;

    /**
     * A call that the sandbox carries out.
     *
     * @param swaCode of the organisation that makes it
     * @param path with its query
     * @param body JSON, where it takes any
     * @param file its name and content, where it takes one
     * @param named the references that were made for it
     */
    public record Ready(
            Operation operation,
            String swaCode,
            String path,
            Optional<ObjectNode> body,
            Optional<File> file,
            List<String> named) {}

    /** What is sent in a form. */
    public record File(String name, byte[] content) {}

    public Sandbox sandbox() {
        return sandbox;
    }

    /** How far its clock is moved for each call. */
    public static Duration pace() {
        return Duration.ofMinutes(1);
    }

    /** Makes the records that it needs, past whoever stands before the sandbox. */
    public Ready ready(Operation operation) {
        clock.forward(pace());
        World world = worlds.computeIfAbsent(operation.version(), version -> new World(sandbox, clock, version));
        Scenario scenario = scenarios
                .of(operation.id().value())
                .orElseThrow(() -> new AssertionError("No scenario for " + operation.id()));
        World.At at = scenario.at()
                .apply(world)
                .and("now", Json.text(clock.instant()))
                .and("fresh", String.valueOf(100 + calls++));
        String known = known(operation, scenario.query());
        String query = known.isEmpty() ? "" : "?" + at.fill(known);
        String path = world.path(operation.api().segment(), operation.path().text(), at) + query;
        Optional<ObjectNode> body = Optional.empty();
        Optional<File> file = Optional.empty();
        switch (operation.request()) {
            case RequestShape.Empty _ -> {}
            case RequestShape.Json json -> {
                ObjectNode made = world.body(json.shape().name());
                scenario.body().accept(at, made);
                body = Optional.of(made);
            }
            case RequestShape.Form _ ->
                file = Optional.of(new File(
                        scenario.fileName(),
                        scenario.fileName().endsWith(".csv")
                                ? "99800001\n99800003\n".getBytes(StandardCharsets.UTF_8)
                                : World.PDF.getBytes(StandardCharsets.UTF_8)));
        }
        return new Ready(
                operation,
                scenario.swaCode(),
                path,
                body,
                file,
                List.copyOf(at.values().values()));
    }

    /** Of a query that is written for several versions, what this one takes. */
    private static String known(Operation operation, String query) {
        return Arrays.stream(query.split("&", -1))
                .filter(pair -> operation.query().contains(pair.split("=", 2)[0]))
                .collect(Collectors.joining("&"));
    }

    /** What signs an organisation in. */
    public Account account(String swaCode) {
        return sandbox.account(swaCode);
    }

    @Override
    public void close() {
        sandbox.close();
    }
}
