package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.holding.KnownExport;
import uk.wayleave.register.snapshot.Account;
import uk.wayleave.register.snapshot.Organisation;
import uk.wayleave.register.vault.OpenedAccount;
import uk.wayleave.register.vault.StoredAccount;
import uk.wayleave.sandbox.ReadyCalls;
import uk.wayleave.sandbox.ReadyCalls.Ready;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.ReferenceKind;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Role;
import uk.wayleave.streetmanager.Shape;
import uk.wayleave.streetmanager.Treatment;

/**
 * Every operation that is forwarded, once as an instruction allows it and once as none does, through the gateway to the
 * sandbox, where what it is about has been brought about before: the allowed one is carried out, and its answer is the
 * documented shape with masks accounted for; the refused one is not sent.
 */
class EveryOperationCarriedOutTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    private static ReadyCalls ready;
    private static World world;
    private static final Map<String, World.Party> PARTIES = new HashMap<>();
    private static final Map<String, InstructionId> EVERYTHING = new HashMap<>();
    private static final Map<String, InstructionId> ANOTHER = new HashMap<>();

    private static final String EXPORTS = "9989";

    /** No operation's scenario needs it. */
    private static final OperationId SOMETHING_ELSE = new OperationId("party.GetOrganisations");

    private static final OperationId NEARLY_THE_SAME = new OperationId("party.GetOrganisation");

    @BeforeAll
    static void start() {
        ready = new ReadyCalls();
        MovableClock clock = new MovableClock();
        clock.forward(Duration.between(Instant.now(), ReadyCalls.BEGIN));
        Map<String, OpenedAccount> accounts = new HashMap<>();
        for (String code : List.of(World.WATER_CODE, World.COUNTY_CODE, World.COUNTY_WORKS_CODE, "9986", "9987")) {
            var account = ready.account(code);
            accounts.put(code, new OpenedAccount(account.emailAddress(), account.password()));
        }
        // The council's account for the data export, which is one of the same organisation in the sandbox.
        ready.sandbox().accounts().stream()
                .filter(account -> account.role() == Role.DATA_EXPORT)
                .forEach(account ->
                        accounts.put(EXPORTS, new OpenedAccount(account.emailAddress(), account.password())));
        Set<OperationId> all = forwarded().map(Operation::id).collect(Collectors.toSet());
        world = World.before(
                ready.sandbox().baseUri(),
                World.Options.usual()
                        .with(clock)
                        .withAccounts(accounts)
                        .withSettings(settings -> settings.withEnabled(all).withFiles(_ -> true)));
        PARTIES.put(World.WATER_CODE, world.water);
        PARTIES.put(World.COUNTY_CODE, world.county);
        PARTIES.put("9986", party("Ottermouth Gas Networks", "9986", "ZG", "Planner"));
        PARTIES.put("9987", party("Netherby Borough Council", "9987", "ZB", "HighwayAuthority"));
        PARTIES.put(
                EXPORTS,
                world.party(
                        "Ashcombe Open Data",
                        List.of(new Organisation(
                                new SwaCode(EXPORTS), "Ashcombe Open Data", World.COUNTY_CODE, Set.of())),
                        Map.of(EXPORTS, "DataExport")));
        PARTIES.forEach((code, party) -> {
            EVERYTHING.put(code, world.instructed(party));
            ANOTHER.put(code, only(party, SOMETHING_ELSE));
        });
    }

    private static World.Party party(String name, String code, String prefix, String role) {
        return world.party(
                name, List.of(new Organisation(new SwaCode(code), name, code, Set.of(prefix))), Map.of(code, role));
    }

    private static InstructionId only(World.Party party, OperationId operation) {
        return world.instructed(
                party, Purpose.MANAGE_OWN_PERMITS, Set.of(operation), Scope.all(), OptionalLong.empty());
    }

    @AfterAll
    static void stop() {
        world.close();
        ready.close();
    }

    static Stream<Operation> forwarded() {
        return CATALOGUE.versions().stream()
                .flatMap(version -> CATALOGUE.operations(version).stream())
                .filter(operation -> operation.treatment() == Treatment.FORWARD && !operation.accountAdministration());
    }

    /** Who makes the call; the data export is for accounts of a role of its own. */
    private static String caller(Ready call) {
        return call.operation().roles().equals(Set.of(Role.DATA_EXPORT)) ? EXPORTS : call.swaCode();
    }

    private static World.Party party(Ready call) {
        return Objects.requireNonNull(PARTIES.get(caller(call)), call.swaCode());
    }

    private static Http.Answer send(Ready call, InstructionId instruction) {
        String token = world.token(party(call), Optional.of(instruction));
        String method = call.operation().method().name();
        if (call.operation().request() instanceof RequestShape.Form) {
            var file = call.file().orElseThrow();
            String type = file.name().endsWith(".csv") ? "text/csv" : "application/pdf";
            return world.http.form(method, call.path(), token, SampleForm.with(file.name(), type, file.content()));
        }
        if (call.body().isPresent()) {
            return world.http.withBody(
                    method, call.path(), token, call.body().get().toString());
        }
        return world.http.send(HttpRequest.newBuilder(world.gateway.baseUri().resolve(call.path()))
                .header("token", token)
                .method(method, HttpRequest.BodyPublishers.noBody()));
    }

    /** As if the gateway had shown the Controller what was made for the call, in a record of its own. */
    private static void remember(Ready call) {
        World.Party party = party(call);
        var holdings = world.register.holdings();
        List<String> references = call.named().stream()
                .filter(value -> value.matches("[A-Za-z0-9-]{1,60}"))
                .toList();
        for (ReferenceKind kind : ReferenceKind.values()) {
            holdings.references()
                    .remember(party.id(), ready.sandbox().baseUri(), kind.name(), references, Optional.empty());
        }
        if (call.operation().name().equals("GetCsv")) {
            AccountId exporter = world.register.accounts().of(party.id()).stream()
                    .map(StoredAccount::account)
                    .map(Account::id)
                    .findFirst()
                    .orElseThrow();
            call.named().stream()
                    .filter(name -> name.matches("[0-9]{1,9}") && call.path().endsWith("/" + name))
                    .forEach(name -> holdings.exports()
                            .remember(
                                    party.id(),
                                    new KnownExport(
                                            ready.sandbox().baseUri(),
                                            Long.parseLong(name),
                                            party.agreement(),
                                            Objects.requireNonNull(EVERYTHING.get(call.swaCode())),
                                            exporter,
                                            call.operation().version().segment(),
                                            new OperationId("export.GeneratePermitsCSV"))));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forwarded")
    void isRefusedWhereItIsNotAskedForAndCarriedOutWhereItIs(Operation operation) {
        Ready call = ready.ready(operation);
        world.clock.forward(ReadyCalls.pace());
        remember(call);

        Http.Answer refused = send(
                call,
                operation.id().equals(SOMETHING_ELSE)
                        ? only(party(call), NEARLY_THE_SAME)
                        : Objects.requireNonNull(ANOTHER.get(caller(call))));
        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        assertThat(refused.rules()).contains("A1.operation");
        assertThat(refused.header("Wayleave-Upstream")).isEqualTo("not-sent");

        for (NamingTexts text :
                operation.effect() == Effect.WRITE ? NamingTexts.of(operation) : List.<NamingTexts>of()) {
            assertRefusedForThePersonIn(text, call);
        }

        Http.Answer answer = send(call, Objects.requireNonNull(EVERYTHING.get(caller(call))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(operation.successStatus());
        assertThat(answer.header("Wayleave-Upstream")).isEqualTo("done");
        switch (operation.answer()) {
            case AnswerShape.Json(Shape shape) ->
                SeededSandboxTest.assertIs(shape, answer.json(), operation.toString());
            case AnswerShape.Empty _ -> assertThat(answer.body()).isEmpty();
            case AnswerShape.Opaque _ -> assertThat(answer.body()).isNotEmpty();
        }
    }

    /** Framework B5: nothing of it reaches the sandbox, where the corrected call is carried out after it. */
    private static void assertRefusedForThePersonIn(NamingTexts text, Ready call) {
        Ready naming = new Ready(
                call.operation(), call.swaCode(), call.path(), call.body().map(text::into), call.file(), call.named());
        Http.Answer refused = send(naming, Objects.requireNonNull(EVERYTHING.get(call.swaCode())));
        assertThat(refused.status()).as(text + " " + refused.body()).isEqualTo(403);
        assertThat(refused.rules()).containsOnly("B5.personal-data-in-free-text");
        assertThat(refused.json().at("/clauses/0/detail").asString())
                .startsWith(text.pointer() + ", characters 9 to 18");
        assertThat(refused.body()).doesNotContain("Haddow");
        assertThat(refused.header("Wayleave-Upstream")).isEqualTo("not-sent");
    }

    @Test
    void noneOfTheOperationsThatAreForwardedIsForgotten() {
        assertThat(forwarded().filter(operation -> operation.version().equals(ApiVersion.V3_6)))
                .hasSizeGreaterThan(90);
        assertThat(forwarded().filter(operation -> operation.version().equals(ApiVersion.V6_0)))
                .hasSizeGreaterThan(150);
    }
}
