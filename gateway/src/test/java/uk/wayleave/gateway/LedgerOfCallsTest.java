package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.evidence.Entry;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts;
import uk.wayleave.evidence.LedgerVerifier;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.evidence.Verdict;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.register.ledger.LedgerReader;

/** What the ledger says of calls, what it never says, and how it counts uses. */
class LedgerOfCallsTest {
    private static final String FREE_TEXT = "the north compound is locked and its padlock has rusted shut";
    private static final String CALLERS_NAME = "Quentin Somebody";
    private static final String CALLERS_EMAIL = "quentin.somebody@example.org";
    private static final String CONTACT = "Rosalind Contact";
    private static final String CONTACT_EMAIL = "rosalind.contact@example.org";
    private static final String CONTACT_NUMBER = "07700 900123";
    private static final String COORDINATES = "423191.77";
    private static final String SAID = "Heron bay is closed to all but residents";

    private static Proving proving;

    @BeforeAll
    static void start() {
        proving = Proving.with(options -> options);
    }

    @AfterAll
    static void stop() {
        proving.close();
    }

    @BeforeEach
    void streetManagerAnswers() {
        proving.upstream.does((request, wire) -> {
            switch (request.method()) {
                case "GET" -> wire.json(200, richPermit());
                default -> wire.json(201, Proving.WRITTEN);
            }
        });
    }

    private static String richPermit() {
        return Proving.permit(
                "secondary_contact", "\"" + CONTACT + "\"",
                "secondary_contact_email", "\"" + CONTACT_EMAIL + "\"",
                "secondary_contact_number", "\"" + CONTACT_NUMBER + "\"",
                "works_location_description", "\"" + FREE_TEXT + "\"",
                "works_coordinates", "{\"type\":\"Point\",\"coordinates\":[" + COORDINATES + ",1]}",
                "surprise_member", "\"" + SAID + "\"");
    }

    private static String comment() {
        return "{\"detail\":\"" + FREE_TEXT + "\",\"topic\":\"GENERAL\",\"internal_user_name\":\"" + CALLERS_NAME
                + "\"}";
    }

    /** All entries there are, of every Controller. */
    private static List<StoredEntry> everything() {
        LedgerReader reader = new LedgerReader(proving.world.database);
        List<StoredEntry> all = new ArrayList<>();
        for (World.Party party : List.of(proving.world.water, proving.world.county)) {
            UUID id = party.id().value();
            for (List<StoredEntry> page = reader.ofController(id, 0, 1000);
                    !page.isEmpty();
                    page = reader.ofController(id, page.getLast().sequence(), 1000)) {
                all.addAll(page);
            }
        }
        return all;
    }

    private static Facts.Fact fact(Entry entry, String name) {
        return Optional.ofNullable(entry.facts().values().get(name)).orElseThrow();
    }

    @Test
    void aReadIsIntentOutcomeAndRelease() {
        InstructionId instruction = proving.world.instructed(proving.world.water);
        var answer = proving.world.http.get(
                Proving.READ, proving.world.token(proving.world.water, Optional.of(instruction)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        List<Entry> entries = proving.entries(answer);
        assertThat(entries.stream().map(Entry::kind))
                .containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.RELEASE);

        Entry intent = entries.get(0);
        assertThat(Proving.text(intent, "operation")).isEqualTo("work.GetPermit");
        assertThat(Proving.text(intent, "api_version")).isEqualTo("v6");
        assertThat(Proving.text(intent, "effect")).isEqualTo("READ");
        assertThat(Proving.text(intent, "agreement"))
                .isEqualTo(proving.world.water.agreement().toString());
        assertThat(Proving.count(intent, "agreement_version")).isEqualTo(1);
        assertThat(Proving.text(intent, "agreement_hash")).matches("[0-9a-f]{64}");
        assertThat(Proving.text(intent, "instruction")).isEqualTo(instruction.toString());
        assertThat(Proving.text(intent, "purpose")).isEqualTo(Purpose.MANAGE_OWN_PERMITS.wireName());
        assertThat(Proving.text(intent, "proof")).isEqualTo("L3");
        assertThat(Proving.text(intent, "person"))
                .isEqualTo(proving.world.water.planner().toString());
        assertThat(Proving.text(intent, "tier")).isEqualTo("T2");
        assertThat(Proving.text(intent, "product")).isEqualTo(proving.world.product.toString());
        assertThat(Proving.text(intent, "integrator")).isEqualTo(proving.world.integrator.toString());
        assertThat(fact(intent, "references"))
                .isEqualTo(new Facts.Fact.Items(List.of(new Facts.Fact.Text(Proving.WORKS))));
        assertThat(((Facts.Fact.Items) fact(intent, "clauses")).values())
                .contains(new Facts.Fact.Text("A1"), new Facts.Fact.Text("B1"));
        assertThat(intent.facts().values()).doesNotContainKey("request_digest");

        Entry outcome = entries.get(1);
        assertThat(Proving.text(outcome, "upstream")).isEqualTo("done");
        assertThat(Proving.count(outcome, "upstream_status")).isEqualTo(200);

        Entry release = entries.get(2);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        assertThat(release.id()).hasToString(answer.header("Wayleave-Receipt"));
        assertThat(Proving.count(release, "status")).isEqualTo(200);
        assertThat(Proving.count(release, "from_byte")).isZero();
        assertThat(Proving.count(release, "bytes")).isEqualTo(body.length);
        assertThat(Proving.count(release, "total_bytes")).isEqualTo(body.length);
        assertThat(Proving.text(release, "digest"))
                .isEqualTo(proving.world
                        .fingerprintKey(proving.world.water)
                        .of(body)
                        .value());
        assertThat(Proving.count(release, "masked_values")).isEqualTo(4);
        assertThat(Proving.count(release, "unknown_members")).isEqualTo(1);
        assertThat(((Facts.Fact.Items) fact(release, "masked_classes")).values())
                .containsExactly(
                        new Facts.Fact.Text("EMAIL"),
                        new Facts.Fact.Text("FREE_TEXT"),
                        new Facts.Fact.Text("PERSON_NAME"),
                        new Facts.Fact.Text("TELEPHONE"));
    }

    @Test
    void aWriteHasTheFingerprintOfWhatWasSentNotOfWhatTheProductWrote() {
        var answer = proving.world.http.post(Proving.WRITE, proving.token, comment());
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        List<Entry> entries = proving.entries(answer);
        assertThat(entries.stream().map(Entry::kind))
                .containsExactly(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.RELEASE);
        String sent = proving.upstream.calls().getLast().body();
        assertThat(sent).contains(World.PLANNER_NAME).doesNotContain(CALLERS_NAME);
        assertThat(Proving.text(entries.getFirst(), "request_digest"))
                .isEqualTo(proving.world
                        .fingerprintKey(proving.world.water)
                        .of(sent.getBytes(StandardCharsets.UTF_8))
                        .value());
        assertThat(Proving.count(entries.getFirst(), "request_bytes"))
                .isEqualTo(sent.getBytes(StandardCharsets.UTF_8).length);
        assertThat(Proving.text(entries.getFirst(), "effect")).isEqualTo("WRITE");
        assertThat(Proving.count(entries.get(1), "upstream_status")).isEqualTo(201);
    }

    @Test
    void theFingerprintsOfTwoControllersForTheSameBytesDiffer() {
        byte[] same = comment().getBytes(StandardCharsets.UTF_8);
        assertThat(proving.world.fingerprintKey(proving.world.water).of(same))
                .isNotEqualTo(proving.world.fingerprintKey(proving.world.county).of(same));
    }

    @Test
    void aRefusalNamesItsRulesAndWhatBecameOfTheCall() {
        var answer = proving.world.http.get(
                Proving.READ, proving.token, "Wayleave-Purpose", Purpose.JOURNEY_PLANNING.wireName());
        assertThat(answer.status()).isEqualTo(403);
        List<Entry> entries = proving.entries(answer);
        assertThat(entries).hasSize(1);
        Entry refusal = entries.getFirst();
        assertThat(refusal.kind()).isEqualTo(EntryKind.REFUSAL);
        assertThat(refusal.id()).hasToString(answer.header("Wayleave-Receipt"));
        assertThat(answer.json().path("receipt").asString())
                .isEqualTo(refusal.id().toString());
        assertThat(Proving.text(refusal, "code")).isEqualTo("refused-by-framework");
        assertThat(Proving.text(refusal, "upstream")).isEqualTo("not-sent");
        assertThat(Proving.count(refusal, "status")).isEqualTo(403);
        assertThat(((Facts.Fact.Items) fact(refusal, "rules")).values())
                .isEqualTo(answer.rules().stream()
                        .distinct()
                        .map(rule -> (Facts.Fact) new Facts.Fact.Text(rule))
                        .toList());
    }

    @Test
    void somebodyUnknownLeavesNoEntry() {
        int before = everything().size();
        var answer = proving.world.http.get(Proving.READ, "nobody");
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.header("Wayleave-Receipt")).isEmpty();
        assertThat(everything()).hasSize(before);
    }

    /** A busy time: reads, writes and refusals of every kind from 32 callers; then the whole ledger is looked through. */
    @Test
    void aBusyTimeLeavesASoundLedgerWithAReceiptForEachAnswerAndNothingOfThePayloads() {
        World world = proving.world;
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            tokens.add(world.tokenForEverything(world.water));
        }
        String uninstructed = world.token(world.county, Optional.empty());
        AtomicInteger errors = new AtomicInteger();
        proving.upstream.does((request, wire) -> {
            if (request.method().equals("GET")) {
                wire.json(200, richPermit());
            } else if (errors.incrementAndGet() % 5 == 0) {
                wire.json(400, "{\"message\":\"" + SAID + "\",\"fields\":{\"detail\":{\"message\":\"" + SAID + "\"}}}");
            } else if (errors.get() % 7 == 0) {
                wire.json(500, "{\"message\":\"" + SAID + "\"}");
            } else {
                wire.json(201, Proving.WRITTEN);
            }
        });
        List<Http.Answer> answers = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<List<Http.Answer>>> running = IntStream.range(0, 32)
                    .mapToObj(caller -> CompletableFuture.supplyAsync(
                            () -> calls(tokens.get(caller % tokens.size()), uninstructed), callers))
                    .toList();
            running.forEach(one -> answers.addAll(one.join()));
        }
        assertThat(answers).extracting(Http.Answer::status).contains(200, 201, 400, 403, 502);
        assertThat(new LedgerReader(world.database).verify(LedgerVerifier.fromTheStart()))
                .isInstanceOfSatisfying(
                        Verdict.Intact.class,
                        intact -> assertThat(intact.head().count())
                                .isEqualTo(everything().size()));
        assertEveryReceiptIsThere(answers);
        assertNothingOfThePayloads(
                Stream.concat(tokens.stream(), Stream.of(uninstructed)).toList());
    }

    private static List<Http.Answer> calls(String token, String uninstructed) {
        Http http = proving.world.http;
        List<Http.Answer> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(http.get(Proving.READ, token));
            answers.add(http.post(Proving.WRITE, token, comment()));
            answers.add(http.get("/v6/work/works/ZF001BBB1", token));
            answers.add(http.get(Proving.READ, uninstructed, "Wayleave-Person", CALLERS_EMAIL));
            answers.add(http.get(Proving.READ, token, "Wayleave-Person", CALLERS_EMAIL));
            answers.add(http.post(Proving.WRITE, token, "{\"detail\":\"" + FREE_TEXT + "\",\"detail\":1}"));
            answers.add(http.get(
                    "/v6/reporting/comments?author_email_address=" + CALLERS_EMAIL.replace("@", "%40"), token));
            answers.add(http.get("/v6/work/works/" + CALLERS_NAME.replace(' ', '-'), token));
            answers.add(http.get("/v6/party/users/" + "cXVlbnRpbkBleGFtcGxlLm9yZw==", token));
            answers.add(http.get(Proving.READ, token, "Wayleave-Purpose", CALLERS_NAME));
        }
        return answers;
    }

    private static void assertEveryReceiptIsThere(List<Http.Answer> answers) {
        Map<String, Entry> byId = new HashMap<>();
        everything().forEach(stored -> byId.put(stored.id().toString(), Proving.read(stored)));
        Set<String> receipts = new HashSet<>();
        for (Http.Answer answer : answers) {
            String receipt = answer.header("Wayleave-Receipt");
            String call = answer.header("Wayleave-Call");
            if (answer.json().path("type").asString("").endsWith(":purpose-unknown")) {
                assertThat(receipt)
                        .as("nobody is identified before the headers are read")
                        .isEmpty();
                continue;
            }
            assertThat(receipts.add(receipt)).as(answer.body()).isTrue();
            Entry entry = Optional.ofNullable(byId.get(receipt)).orElseThrow();
            assertThat(entry.call()).hasToString(call);
            boolean released = answer.header("Content-Type").equals("application/json");
            assertThat(entry.kind()).isEqualTo(released ? EntryKind.RELEASE : EntryKind.REFUSAL);
            assertThat(Proving.count(entry, "status")).isEqualTo(answer.status());
        }
    }

    private static void assertNothingOfThePayloads(List<String> tokens) {
        World world = proving.world;
        List<String> never = new ArrayList<>(proving.secrets());
        never.addAll(tokens);
        never.addAll(List.of(
                proving.token,
                world.water.secret(),
                world.county.secret(),
                FREE_TEXT,
                "Abernathy",
                CALLERS_NAME,
                "Quentin",
                CALLERS_EMAIL,
                CONTACT,
                "Rosalind",
                CONTACT_EMAIL,
                CONTACT_NUMBER,
                COORDINATES,
                SAID,
                "surprise_member",
                Proving.STREET,
                World.PLANNER,
                World.PLANNER_NAME,
                "Planner",
                "Sam Signatory",
                "Ada Administrator",
                "Northmere",
                "Thornshire",
                "Fieldline",
                "example.org",
                "@",
                "cXVlbnRpbkBleGFtcGxlLm9yZw",
                "COM-01",
                "[withheld"));
        for (StoredEntry entry : everything()) {
            String canonical = new String(entry.canonical(), StandardCharsets.UTF_8);
            for (String text : never) {
                assertThat(canonical).doesNotContainIgnoringCase(text);
            }
        }
    }

    // Uses

    private static String counted(long uses) {
        World world = proving.world;
        InstructionId instruction = world.instructed(
                world.water,
                Purpose.MANAGE_OWN_PERMITS,
                Set.of(new OperationId("work.GetPermit"), new OperationId("work.PostComment")),
                Scope.all(),
                OptionalLong.of(uses));
        return world.token(world.water, Optional.of(instruction));
    }

    private static void assertUsedUp(String token) {
        int before = proving.upstream.calls().size();
        var answer = proving.world.http.post(Proving.WRITE, token, comment());
        assertThat(answer.status()).as(answer.body()).isEqualTo(403);
        assertThat(answer.clauses()).contains("A1");
        assertThat(proving.upstream.calls()).hasSize(before);
    }

    private static void assertOneLeft(String token) {
        proving.upstream.does((request, wire) -> wire.json(201, Proving.WRITTEN));
        assertThat(proving.world.http.post(Proving.WRITE, token, comment()).status())
                .isEqualTo(201);
        assertUsedUp(token);
    }

    @Test
    void whatIsDoneIsAUse() {
        assertOneLeft(counted(1));
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 412, 422, 423, 429})
    void aDefinite4xxGivesTheUseBack(int status) {
        // One account for each status: some of them mean that the account is left alone for a while.
        try (Proving own = Proving.with(options -> options)) {
            World world = own.world;
            InstructionId once = world.instructed(
                    world.water,
                    Purpose.MANAGE_OWN_PERMITS,
                    Set.of(new OperationId("work.PostComment")),
                    Scope.all(),
                    OptionalLong.of(1));
            String token = world.token(world.water, Optional.of(once));
            own.upstream.says(status, "{\"message\":\"Access restricted\"}");
            var refused = world.http.post(Proving.WRITE, token, comment());
            assertThat(refused.header("Wayleave-Upstream")).as(refused.body()).isEqualTo("rejected");
            own.upstream.does((request, wire) -> wire.json(201, Proving.WRITTEN));
            world.clock.forward(java.time.Duration.ofMinutes(20));
            assertThat(world.http.post(Proving.WRITE, token, comment()).status())
                    .isEqualTo(201);
            assertThat(world.http.post(Proving.WRITE, token, comment()).clauses())
                    .contains("A1");
        }
    }

    @Test
    void whatIsUnknownIsAUse() {
        for (ScriptedStreetManager.Script unknown : List.<ScriptedStreetManager.Script>of(
                (request, wire) -> wire.json(500, "{}"),
                (request, wire) -> wire.json(302, "{}"),
                (request, wire) -> wire.reset())) {
            String token = counted(1);
            proving.upstream.does(unknown);
            var answer = proving.world.http.post(Proving.WRITE, token, comment());
            assertThat(answer.header("Wayleave-Upstream")).isEqualTo("unknown");
            assertUsedUp(token);
        }
    }

    @Test
    void aUseIsGoneWhenTheAnswerOfWhatIsDoneIsNotReleased() {
        String token = counted(1);
        proving.upstream.says(201, "not JSON");
        var answer = proving.world.http.post(Proving.WRITE, token, comment());
        proving.assertRefused(answer, 502, "street-manager-answer-unusable", "done");
        assertUsedUp(token);
    }

    @Test
    void concurrentCallsNeverHaveMoreUsesThanThereAre() {
        for (int allowed : new int[] {1, 5, 17}) {
            String token = counted(allowed);
            int before = proving.upstream.calls().size();
            List<Integer> statuses = together(
                    32,
                    () -> proving.world
                            .http
                            .post(Proving.WRITE, token, comment())
                            .status());
            assertThat(statuses).containsOnly(201, 403);
            assertThat(statuses).filteredOn(status -> status == 201).hasSize(allowed);
            assertThat(proving.upstream.calls()).hasSize(before + allowed);
        }
    }

    @Test
    void concurrentCallsOnTwoNodesNeverHaveMoreUsesThanThereAreEither() {
        try (World.Node other = proving.world.anotherNode()) {
            String token = counted(7);
            AtomicInteger turn = new AtomicInteger();
            List<Integer> statuses = together(
                    32,
                    () -> (turn.getAndIncrement() % 2 == 0 ? proving.world.http : other.http)
                            .get(Proving.READ, token)
                            .status());
            assertThat(statuses).containsOnly(200, 403);
            assertThat(statuses).filteredOn(status -> status == 200).hasSize(7);
        }
    }

    @Test
    void usesThatAreGivenBackAndTakenAgainAtOnceAddUp() {
        String token = counted(8);
        AtomicInteger calls = new AtomicInteger();
        AtomicInteger done = new AtomicInteger();
        proving.upstream.does((request, wire) -> {
            if (calls.incrementAndGet() % 2 == 0) {
                done.incrementAndGet();
                wire.json(201, Proving.WRITTEN);
            } else {
                wire.json(400, "{\"message\":\"No.\"}");
            }
        });
        List<Http.Answer> answers = together(48, () -> proving.world.http.post(Proving.WRITE, token, comment()));
        assertThat(answers).extracting(Http.Answer::status).contains(201);
        // 503: uses came and went so fast that the call could not be settled; it was not sent.
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isIn(201, 400, 403, 503);
            if (answer.status() == 503) {
                proving.assertRefused(answer, 503, "changed-meanwhile", "not-sent");
            }
        });
        assertThat(answers).filteredOn(answer -> answer.status() == 201).hasSize(done.get());
        assertThat(done.get()).isLessThanOrEqualTo(8);
        proving.upstream.does((request, wire) -> wire.json(201, Proving.WRITTEN));
        int left = 8 - done.get();
        for (int i = 0; i < left; i++) {
            assertThat(proving.world.http.post(Proving.WRITE, token, comment()).status())
                    .isEqualTo(201);
        }
        assertUsedUp(token);
    }

    private static <T> List<T> together(int callers, java.util.function.Supplier<T> call) {
        try (ExecutorService pool = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<T>> running = IntStream.range(0, callers)
                    .mapToObj(_ -> CompletableFuture.supplyAsync(call, pool))
                    .toList();
            return running.stream().map(CompletableFuture::join).toList();
        }
    }
}
