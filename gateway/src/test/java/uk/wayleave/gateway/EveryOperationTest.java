package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.gateway.ShapedStreetManager.Received;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.holding.KnownExport;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.register.snapshot.Account;
import uk.wayleave.register.vault.StoredAccount;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Content;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.Proof;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Role;
import uk.wayleave.streetmanager.Shape;
import uk.wayleave.streetmanager.Treatment;

/**
 * Every operation of both versions, according to its stated treatment: forwarded ones once allowed and refused in each
 * way that they can be, the others answered here or refused for ever, by name.
 */
class EveryOperationTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final Path FACTS = Path.of(System.getProperty("wayleave.root", ".."))
            .resolve("../shared/street-manager/v3.6")
            .normalize();

    private static ShapedStreetManager upstream;
    private static World world;
    private static LedgerReader ledger;
    private static final Map<World.Party, InstructionId> EVERYTHING = new HashMap<>();
    private static final Map<World.Party, String> TOKENS = new HashMap<>();
    private static final Map<World.Party, String> TOKENS_FOR_ONE = new HashMap<>();
    private static final Map<World.Party, String> TOKENS_FOR_ANOTHER = new HashMap<>();
    private static final OperationId ONE = new OperationId("work.GetWork");
    private static final OperationId ANOTHER = new OperationId("work.GetPermit");

    /** What the gateway does with an operation. */
    private enum Kind {
        FORWARDED,
        LOCAL,
        SUBSCRIPTION,
        ACCOUNT_ADMINISTRATION,
        NEVER;

        static Kind of(Operation operation) {
            if (operation.treatment() == Treatment.LOCAL) {
                return operation.effect() == Effect.AUTHENTICATION ? LOCAL : SUBSCRIPTION;
            }
            if (operation.accountAdministration()) {
                return ACCOUNT_ADMINISTRATION;
            }
            if (operation.treatment() == Treatment.NEVER) {
                return NEVER;
            }
            return FORWARDED;
        }
    }

    private static Stream<Operation> all() {
        return ApiVersion.shipped().stream().flatMap(version -> CATALOGUE.operations(version).stream());
    }

    private static Stream<Operation> of(Kind kind) {
        return all().filter(operation -> Kind.of(operation) == kind);
    }

    static Stream<Operation> forwarded() {
        return of(Kind.FORWARDED);
    }

    static Stream<Operation> forwardedWithJson() {
        return forwarded()
                .filter(operation -> operation.answer() instanceof AnswerShape.Json)
                .filter(operation -> !(operation.request() instanceof RequestShape.Form));
    }

    static Stream<Operation> uploads() {
        return forwarded()
                .filter(operation -> operation.answer() instanceof AnswerShape.Json)
                .filter(operation -> operation.request() instanceof RequestShape.Form);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uploads")
    void tellsTheNumberOfTheVeryFileThatWasSent(Operation operation) {
        upstream.answerWhole(true);
        Http.Answer answer = allowed(SampleCalls.of(operation));

        assertThat(answer.json().path("file_id").asLong()).isEqualTo(ShapedJson.SECRET_NUMBER);
    }

    static Stream<Operation> writesOfFreeText() {
        return forwarded()
                .filter(operation -> operation.effect() == Effect.WRITE)
                .filter(operation -> !NamingTexts.of(operation).isEmpty());
    }

    /** Framework B5: refused with the place, corrected, accepted. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("writesOfFreeText")
    void refusesPersonalDataInFreeTextAndTakesTheCorrectedText(Operation operation) {
        SampleCalls.Sample sample = SampleCalls.of(operation);
        String token = token(TOKENS, sample.caller(world));
        for (NamingTexts text : NamingTexts.of(operation)) {
            assertRefusedForAPersonIn(text, sample, token);
        }

        assertThat(call(world, sample, token).status()).isEqualTo(operation.successStatus());
    }

    private static void assertRefusedForAPersonIn(NamingTexts text, SampleCalls.Sample sample, String token) {
        SampleCalls.Sample naming = new SampleCalls.Sample(
                sample.operation(),
                sample.byCounty(),
                sample.path(),
                sample.query(),
                sample.body().map(text::into),
                sample.form());

        Http.Answer refused = call(world, naming, token);

        assertThat(refused.status()).as(refused.body()).isEqualTo(403);
        JsonNode clause = refused.json().path("clauses").path(0);
        assertThat(clause.path("rule").asString()).isEqualTo("B5.personal-data-in-free-text");
        assertThat(clause.path("detail").asString())
                .startsWith(text.pointer() + ", characters 9 to 18: a person's name")
                .contains("\"the resident\"");
        assertThat(refused.body()).doesNotContain("Haddow");
        assertThat(refused.header("Wayleave-Upstream")).isEqualTo("not-sent");
        assertThat(upstream.takeReceived()).isEmpty();
        assertThat(recorded(refused, sample.caller(world)).toString()).doesNotContain("Haddow");
    }

    static Stream<Operation> local() {
        return of(Kind.LOCAL);
    }

    static Stream<Operation> subscriptions() {
        return of(Kind.SUBSCRIPTION);
    }

    static Stream<Operation> accountAdministration() {
        return of(Kind.ACCOUNT_ADMINISTRATION);
    }

    static Stream<Operation> never() {
        return of(Kind.NEVER);
    }

    static Stream<Operation> undocumented() {
        return forwarded().filter(operation -> !operation.rolesDocumented());
    }

    /** Those that an account of a planner cannot do in Street Manager. */
    static Stream<Operation> notForPlanners() {
        return forwarded().filter(operation -> !operation.roles().contains(Role.PLANNER));
    }

    @BeforeAll
    static void start() {
        upstream = ShapedStreetManager.start(CATALOGUE, SampleCalls.WATER);
        Set<OperationId> enabled = undocumented().map(Operation::id).collect(Collectors.toSet());
        world = World.before(
                upstream.baseUri(),
                World.Options.usual()
                        .withSettings(settings -> settings.withEnabled(enabled).withFiles(_ -> true)));
        ledger = new LedgerReader(world.database);
        for (World.Party party : List.of(world.water, world.county)) {
            InstructionId everything = world.instructed(party);
            EVERYTHING.put(party, everything);
            TOKENS.put(party, world.token(party, Optional.of(everything)));
            TOKENS_FOR_ONE.put(party, tokenFor(party, ONE));
            TOKENS_FOR_ANOTHER.put(party, tokenFor(party, ANOTHER));
            knows(upstream.baseUri(), world, party, everything);
        }
    }

    /** What the samples name by number is the party's own. */
    static void knows(URI host, World where, World.Party party, InstructionId instruction) {
        SampleCalls.remember(where, party, host);
        AccountId exporter = where.register.accounts().of(party.id()).stream()
                .map(StoredAccount::account)
                .filter(account -> !account.role().equals(Role.DATA_EXPORT.label()))
                .map(Account::id)
                .findFirst()
                .orElseThrow();
        where.register
                .holdings()
                .exports()
                .remember(
                        party.id(),
                        new KnownExport(
                                host,
                                41,
                                party.agreement(),
                                instruction,
                                exporter,
                                "v6",
                                new OperationId("export.GeneratePermitsCSV")));
    }

    private static String tokenFor(World.Party party, OperationId only) {
        InstructionId instruction =
                world.instructed(party, Purpose.MANAGE_OWN_PERMITS, Set.of(only), Scope.all(), OptionalLong.empty());
        return world.token(party, Optional.of(instruction));
    }

    @AfterAll
    static void stop() {
        world.close();
        upstream.close();
    }

    @BeforeEach
    void nothingAskedYet() {
        upstream.answerWhole(false);
        upstream.takeReceived();
    }

    private static Http.Answer call(World where, SampleCalls.Sample sample, String token) {
        return callShown(sample.records(), where, sample, token);
    }

    private static Http.Answer callShown(
            ShapedStreetManager.Parties records, World where, SampleCalls.Sample sample, String token) {
        upstream.showRecordsOf(records);
        String method = sample.operation().method().name();
        if (sample.form().isPresent()) {
            return where.http.form(
                    method, sample.pathAndQuery(), token, sample.form().get());
        }
        if (sample.body().isPresent()) {
            return where.http.withBody(
                    method, sample.pathAndQuery(), token, sample.body().get().toString());
        }
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        where.gateway.baseUri().resolve(sample.pathAndQuery()))
                .method(method, HttpRequest.BodyPublishers.noBody());
        return where.http.send(token.isEmpty() ? request : request.header("token", token));
    }

    private static Http.Answer allowed(SampleCalls.Sample sample) {
        Http.Answer answer = call(world, sample, token(TOKENS, sample.caller(world)));
        assertThat(answer.status())
                .as(answer.body())
                .isEqualTo(sample.operation().successStatus());
        return answer;
    }

    private static String token(Map<World.Party, String> tokens, World.Party party) {
        return Optional.ofNullable(tokens.get(party)).orElseThrow();
    }

    private static List<StoredEntry> recorded(Http.Answer answer, World.Party party) {
        return ledger.ofCall(party.id().value(), UUID.fromString(answer.header("Wayleave-Call")));
    }

    private static List<String> kinds(List<StoredEntry> entries) {
        return entries.stream().map(StoredEntry::kind).toList();
    }

    private static void assertReceiptIsOf(Http.Answer answer, StoredEntry entry) {
        assertThat(answer.header("Wayleave-Receipt")).isEqualTo(entry.id().toString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forwarded")
    void reachesStreetManagerOnceAndLeavesIntentOutcomeAndRelease(Operation operation) {
        SampleCalls.Sample sample = SampleCalls.of(operation);
        Http.Answer answer = allowed(sample);

        List<Received> received = upstream.takeReceived();
        Received forwarded = onlyOneOf(operation, received);
        assertThat(received).filteredOn(each -> !each.equals(forwarded)).allMatch(each -> isLookUpOf(operation, each));
        assertThat(forwarded.method()).isEqualTo(operation.method().name());
        assertThat(forwarded.path()).isEqualTo(sample.path());
        assertThat(forwarded.query()).isEqualTo(sample.query());
        assertThat(forwarded.requestId()).isEqualTo(answer.header("Wayleave-Call"));
        assertThat(forwarded.body()).isEqualTo(sample.body().map(body -> inTheNameOfThePlanner(operation, body)));
        assertThat(forwarded.form().map(ReceivedForm::fields))
                .isEqualTo(sample.form().map(EveryOperationTest::inTheNameOfThePlanner));
        assertThat(forwarded.form().map(form -> HexFormat.of().formatHex(form.file())))
                .isEqualTo(sample.form()
                        .map(form ->
                                HexFormat.of().formatHex(form.parts().getFirst().content())));

        List<StoredEntry> entries = recorded(answer, sample.caller(world));
        assertThat(kinds(entries)).containsExactly("intent", "outcome", "release");
        assertReceiptIsOf(answer, entries.getLast());
        assertThat(answer.header("Wayleave-Upstream")).isEqualTo("done");
    }

    private static Received onlyOneOf(Operation operation, List<Received> received) {
        List<Received> same = received.stream()
                .filter(each -> each.operation().equals(operation))
                .toList();
        assertThat(same).hasSize(1);
        return same.getFirst();
    }

    /** Whose streets works are on is asked of Street Manager itself, at most once before the call. */
    private static boolean isLookUpOf(Operation operation, Received received) {
        return operation.ownership() instanceof Ownership.ByWorks byWorks
                && byWorks.authority() instanceof Proof.ByLookUp lookUp
                && received.operation().id().equals(lookUp.operation());
    }

    private static Map<String, String> inTheNameOfThePlanner(SampleForm sent) {
        Map<String, String> expected = new TreeMap<>(sent.fields());
        expected.replace(RequestShape.Form.USER_NAME, World.PLANNER_NAME);
        return expected;
    }

    private static JsonNode inTheNameOfThePlanner(Operation operation, ObjectNode sent) {
        ObjectNode expected = sent.deepCopy();
        if (operation.takesInternalUser()) {
            expected.put("internal_user_identifier", World.PLANNER);
            expected.put("internal_user_name", World.PLANNER_NAME);
        }
        // As it is after a journey: a number has no Java type of its own.
        return JsonMapper.shared().readTree(expected.toString());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forwardedWithJson")
    void releasesAnAnswerWithEveryMemberExceptWhatIsWithheld(Operation operation) {
        upstream.answerWhole(true);
        Http.Answer answer = allowed(SampleCalls.of(operation));

        assertThat(answer.body())
                .isNotEmpty()
                .doesNotContain(ShapedJson.SECRET_TEXT, Long.toString(ShapedJson.SECRET_NUMBER));
        assertThat(answer.json().isContainer()).isTrue();
        assertThat(answer.json().size()).isPositive();
    }

    static Stream<Operation> forwardedWithCsv() {
        return forwarded().filter(operation -> operation.answer().content() == Content.CSV);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forwardedWithCsv")
    void releasesACsvWithoutTheColumnsThatNobodyKnows(Operation operation) {
        Http.Answer answer = allowed(SampleCalls.of(operation));

        assertThat(answer.header("Content-Type")).startsWith("text/csv");
        assertThat(answer.body().lines()).hasSize(2);
        assertThat(answer.body()).contains("[withheld by Wayleave]").doesNotContain(ShapedJson.SECRET_TEXT);
        assertThat(answer.header("Wayleave-Masked")).contains("\"/somebody\"");
    }

    /** Those whose answer says whose record it is, and that never show somebody else's. */
    static Stream<Operation> ownerInAnswer() {
        return forwarded()
                .filter(operation -> operation.foreignTier().isEmpty())
                .filter(operation -> switch (operation.ownership()) {
                    case Ownership.ByWorks byWorks -> byWorks.promoterField().isPresent();
                    case Ownership.ByCodeInReference byCode -> byCode.field().isPresent();
                    case Ownership.ByAnswer _ -> true;
                    case Ownership.ByRow _,
                            Ownership.ByPartyInBody _,
                            Ownership.ByOrganisation _,
                            Ownership.ByRemembered _,
                            Ownership.ByAccount _,
                            Ownership.Nobody _,
                            Ownership.Unproven _ -> false;
                });
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ownerInAnswer")
    void withholdsAnAnswerThatIsAnothersRecord(Operation operation) {
        SampleCalls.Sample sample = SampleCalls.of(operation);
        World.Party caller = sample.caller(world);
        Http.Answer answer = callShown(SampleCalls.OTHERS, world, sample, token(TOKENS, caller));

        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.rules()).containsExactly("B4.answer-of-another", "C5.answer-of-another");
        assertThat(answer.header("Wayleave-Upstream")).isEqualTo("done");
        assertThat(kinds(recorded(answer, caller))).containsExactly("intent", "outcome", "refusal");
    }

    /** Lists that hold own records only, and whose rows show whose they are. */
    static Stream<Operation> ownRowsOnly() {
        return forwarded()
                .filter(operation -> operation.foreignTier().isEmpty())
                .filter(operation -> operation.ownership() instanceof Ownership.ByRow byRow
                        && !(byRow.authority() instanceof Proof.ByAccount
                                && SampleCalls.of(operation).byCounty()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ownRowsOnly")
    void leavesRowsThatAreAnothersOut(Operation operation) {
        SampleCalls.Sample sample = SampleCalls.of(operation);
        Http.Answer answer = callShown(SampleCalls.OTHERS, world, sample, token(TOKENS, sample.caller(world)));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(rows(operation, answer)).isEmpty();
        Http.Answer own = allowed(sample);
        assertThat(rows(operation, own)).hasSize(1);
        // No total tells of what was left out; where nothing was, it is Street Manager's.
        if (own.json().has("pagination")) {
            assertThat(answer.json().at("/pagination/total_rows").isNull()).isTrue();
            assertThat(own.json().at("/pagination/total_rows").asInt()).isEqualTo(7);
            assertThat(answer.json().at("/pagination/has_next_page"))
                    .isEqualTo(own.json().at("/pagination/has_next_page"));
        }
    }

    private static JsonNode rows(Operation operation, Http.Answer answer) {
        JsonNode rows = answer.json().at(((Ownership.ByRow) operation.ownership()).rows());
        assertThat(rows.isArray()).isTrue();
        return rows;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forwarded")
    void refusesWhatTheInstructionDoesNotAskFor(Operation operation) {
        SampleCalls.Sample sample = SampleCalls.of(operation);
        World.Party caller = sample.caller(world);
        Http.Answer answer =
                call(world, sample, token(operation.id().equals(ONE) ? TOKENS_FOR_ANOTHER : TOKENS_FOR_ONE, caller));

        assertRefusedBy(answer, "A1", "A1.operation");
        assertThat(upstream.takeReceived()).isEmpty();
        List<StoredEntry> entries = recorded(answer, caller);
        assertThat(kinds(entries)).containsExactly("refusal");
        assertReceiptIsOf(answer, entries.getLast());
    }

    private static void assertRefusedBy(Http.Answer answer, String clause, String rule) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.clauses()).contains(clause);
        assertThat(answer.rules()).contains(rule);
        assertThat(answer.header("Wayleave-Upstream")).isEqualTo("not-sent");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forwarded")
    void refusesACallerWithoutAToken(Operation operation) {
        Http.Answer answer = call(world, SampleCalls.of(operation), "");

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("message").asString()).isEqualTo("Authentication failed");
        assertThat(upstream.takeReceived()).isEmpty();
    }

    /** The agreements list one operation only. */
    @Nested
    class UnderANarrowAgreement {
        private static final Map<World.Party, AgreementContent> BEFORE = new HashMap<>();

        @BeforeAll
        static void narrow() {
            for (World.Party party : List.of(world.water, world.county)) {
                AgreementContent content = agreementOf(party).current().content();
                BEFORE.put(party, content);
                amend(party, listingOnly(content, Set.of(ONE)));
            }
        }

        @AfterAll
        static void widen() {
            BEFORE.forEach(UnderANarrowAgreement::amend);
        }

        private static RegisteredAgreement agreementOf(World.Party party) {
            return world.register
                    .agreements()
                    .find(party.id(), party.agreement())
                    .orElseThrow();
        }

        private static void amend(World.Party party, AgreementContent content) {
            RegisteredAgreement proposed = world.register
                    .agreements()
                    .amend(party.id(), party.agreement(), content, party.administrator())
                    .orElseThrow();
            var version = proposed.amendment().orElseThrow();
            for (Body side : List.of(new Body.OfController(party.id()), new Body.OfIntegrator(proposed.integrator()))) {
                Actor signatory = world.register.people().of(side).stream()
                        .filter(person -> person.authorities().contains(Authority.SIGN))
                        .map(person -> new Actor.Someone(person.id()))
                        .findFirst()
                        .orElseThrow();
                world.register
                        .agreements()
                        .sign(party.id(), party.agreement(), version.version(), version.hash(), signatory)
                        .orElseThrow();
            }
            // What is remembered of the old version would be noticed only at the record, with a 503 in place of a 200.
            assertThat(world.register.snapshots().read(token(TOKENS, party))).isPresent();
        }

        private static AgreementContent listingOnly(AgreementContent content, Set<OperationId> operations) {
            return new AgreementContent(
                            content.basis(),
                            content.document(),
                            content.attested(),
                            content.purposes(),
                            content.apiVersions(),
                            operations,
                            content.tier(),
                            content.workstreams(),
                            content.destinations(),
                            content.subProcessors(),
                            content.retentionDays(),
                            content.proof(),
                            content.from(),
                            content.until())
                    .with(content.particulars());
        }

        static Stream<Operation> notListed() {
            return forwarded().filter(operation -> !operation.id().equals(ONE));
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("notListed")
        void refusesWhatTheAgreementDoesNotGrant(Operation operation) {
            SampleCalls.Sample sample = SampleCalls.of(operation);
            Http.Answer answer = call(world, sample, token(TOKENS, sample.caller(world)));

            assertRefusedBy(answer, "B1", "B1.operation");
            assertThat(upstream.takeReceived()).isEmpty();
        }

        @ParameterizedTest
        @MethodSource("uk.wayleave.streetmanager.ApiVersion#shipped")
        void allowsTheOneThatItGrants(ApiVersion version) {
            allowed(SampleCalls.of(CATALOGUE.operation(version, ONE).orElseThrow()));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("notForPlanners")
    void refusesAnOperationForWhichNoAccountOfTheControllerHasTheRole(Operation operation) {
        Http.Answer answer = call(world, SampleCalls.of(operation), token(TOKENS, world.water));

        assertRefusedBy(answer, "A3", "A3.no-fitting-role");
        assertThat(upstream.takeReceived()).isEmpty();
    }

    @Test
    void everyForwardedOperationButTheDataExportIsForPlannersOrAuthorities() {
        assertThat(forwarded())
                .isNotEmpty()
                .filteredOn(operation -> !operation.roles().contains(Role.PLANNER)
                        && !operation.roles().contains(Role.HIGHWAY_AUTHORITY))
                .extracting(Operation::toString)
                .containsExactly("v3/export.GetActivityDataCSV");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("local")
    void isAnsweredHereAndNotByStreetManager(Operation operation) {
        String path = SampleCalls.of(operation).path();
        String version = operation.version().segment();
        ObjectNode signIn = JsonMapper.shared()
                .createObjectNode()
                .put("emailAddress", world.water.clientId())
                .put("password", world.water.secret());
        JsonNode signedIn = world.http
                .post("/" + version + "/work/authenticate", "", signIn.toString())
                .json();
        String body = switch (operation.name()) {
            case "Authenticate" -> signIn.toString();
            case "Refresh" -> member("refresh_token", signedIn.path("refreshToken"));
            case "Logout" -> member("access_token", signedIn.path("accessToken"));
            default -> throw new IllegalStateException("No such local operation: " + operation);
        };
        Http.Answer answer = world.http.post(path, "", body);
        if (operation.name().equals("Logout")) {
            // It ended all of the credential's tokens, the ones for the other tests too.
            TOKENS.put(world.water, world.token(world.water, Optional.ofNullable(EVERYTHING.get(world.water))));
            TOKENS_FOR_ONE.put(world.water, tokenFor(world.water, ONE));
            TOKENS_FOR_ANOTHER.put(world.water, tokenFor(world.water, ANOTHER));
        }

        assertThat(answer.status()).as(answer.body()).isEqualTo(operation.successStatus());
        if (operation.answer() instanceof AnswerShape.Json(Shape shape)) {
            assertHasTheShape(answer.json(), (Shape.ObjectShape) shape);
        } else {
            assertThat(answer.body()).isEmpty();
        }
        assertThat(upstream.takeReceived()).isEmpty();
    }

    private static void assertHasTheShape(JsonNode json, Shape.ObjectShape shape) {
        assertThat(json.propertyNames())
                .isNotEmpty()
                .allMatch(name -> shape.field(name).isPresent());
        assertThat(shape.fields())
                .filteredOn(Field::required)
                .allMatch(field -> json.path(field.name()).isString());
    }

    private static String member(String name, JsonNode value) {
        return JsonMapper.shared()
                .createObjectNode()
                .put(name, value.asString())
                .toString();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accountAdministration")
    void refusesAccountAdministrationUnderA3WithAndWithoutAToken(Operation operation) {
        for (String token : List.of(token(TOKENS, world.water), "")) {
            Http.Answer answer = call(world, SampleCalls.of(operation), token);

            assertRefusedBy(answer, "A3", "A3.account-administration");
        }
        assertThat(upstream.takeReceived()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("subscriptions")
    void answersSubscriptionsItselfAndSendsNothingOfThemOn(Operation operation) {
        Http.Answer answer = call(world, SampleCalls.of(operation), token(TOKENS, world.water));

        if (operation.name().equals("SubscribeToEvent")) {
            assertThat(answer.status()).isEqualTo(403);
            assertThat(answer.rules())
                    .containsExactly(
                            "A2.receiver-not-registered", "C3.receiver-not-registered", "C5.receiver-not-registered");
        } else {
            assertThat(answer.status()).as(answer.body()).isEqualTo(404);
            assertThat(answer.json().path("type").asString()).isEqualTo("urn:wayleave:problem:subscription-unknown");
        }
        assertThat(answer.header("Wayleave-Receipt")).isNotEmpty();
        assertThat(upstream.takeReceived()).isEmpty();

        Http.Answer notGranted = call(world, SampleCalls.of(operation), token(TOKENS_FOR_ONE, world.water));
        assertThat(notGranted.status()).isEqualTo(403);
        assertThat(notGranted.clauses()).contains("A1");
    }

    @Test
    void subscriptionsAreAllThatIsAnsweredHereBesideSigningInAndNothingElseIsNever() {
        assertThat(subscriptions())
                .extracting(Operation::toString)
                .containsExactlyInAnyOrder("v6/event.SubscribeToEvent", "v6/event.UnsubscribeToEvent");
        assertThat(never()).isEmpty();
    }

    /** A gateway whose operator has enabled nothing. */
    @Nested
    class AsItIsInstalled {
        private static World installed;
        private static final Map<World.Party, String> THEIR_TOKENS = new HashMap<>();

        @BeforeAll
        static void install() {
            installed = World.before(upstream.baseUri(), World.Options.usual());
            THEIR_TOKENS.put(installed.water, installed.tokenForEverything(installed.water));
            THEIR_TOKENS.put(installed.county, installed.tokenForEverything(installed.county));
        }

        @AfterAll
        static void close() {
            installed.close();
        }

        static Stream<Operation> off() {
            return undocumented();
        }

        @ParameterizedTest(name = "{0}")
        @MethodSource("off")
        void anOperationWhoseRolesAreNotDocumentedIsOff(Operation operation) {
            SampleCalls.Sample sample = SampleCalls.of(operation);
            Http.Answer answer = call(installed, sample, token(THEIR_TOKENS, sample.caller(installed)));

            assertRefusedBy(answer, "B2", "B2.operation-off");
            assertThat(answer.body()).contains("enable");
            assertThat(upstream.takeReceived()).isEmpty();
        }

        @Test
        void everyOperationOfV36IsOn() {
            assertThat(undocumented())
                    .isNotEmpty()
                    .noneMatch(operation -> operation.version().equals(ApiVersion.V3_6));
        }

        @Test
        void aDocumentedOneIsOn() {
            Operation documented = CATALOGUE.operation(ApiVersion.V6_0, ONE).orElseThrow();
            Http.Answer answer = call(installed, SampleCalls.of(documented), token(THEIR_TOKENS, installed.water));

            assertThat(answer.status()).isEqualTo(200);
        }
    }

    @Test
    void noOperationIsForgotten() {
        assertThat(CATALOGUE.operations(ApiVersion.V3_6)).hasSize(111);
        assertThat(CATALOGUE.operations(ApiVersion.V6_0)).hasSize(190);
        List<Operation> exercised = new ArrayList<>();
        List.of(forwarded(), local(), subscriptions(), accountAdministration(), never())
                .forEach(operations -> operations.forEach(exercised::add));
        assertThat(exercised).doesNotHaveDuplicates().hasSize(111 + 190);
        assertThat(exercised)
                .filteredOn(operation -> operation.effect() == Effect.WRITE)
                .isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"work", "reporting", "lookup", "geojson", "party", "export"})
    void noOperationThatDftPublishedForV36IsForgotten(String api) {
        Path swagger = FACTS.resolve(api + "-swagger.json");
        assumeTrue(
                Files.isRegularFile(swagger),
                "DfT's API files are not beside the project (../shared/street-manager/v3.6), so there is nothing to"
                        + " compare with");
        Set<String> published = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path :
                JsonMapper.shared().readTree(swagger.toFile()).path("paths").properties()) {
            path.getValue()
                    .properties()
                    .forEach(entry -> published.add(
                            api + "." + entry.getValue().path("operationId").asString()));
        }

        assertThat(published).isNotEmpty();
        assertThat(all().filter(operation -> operation.version().equals(ApiVersion.V3_6))
                        .filter(operation -> operation.api().segment().equals(api))
                        .map(operation -> operation.id().value()))
                .containsExactlyInAnyOrderElementsOf(published);
    }
}
