package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import uk.wayleave.framework.Box;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Tier;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.instruction.NewInstruction;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Treatment;

/**
 * Two Controllers, random agreements, instructions and calls, and a Street Manager that gives each of them the other's
 * records among its own: whatever exists only in what the caller may not have, appears nowhere.
 */
class NothingOfAnotherTest {
    private static final int CALLS = 12;

    /** Works of the county's own, on its own streets: nothing of it is the water company's business. */
    private static final ShapedStreetManager.Parties COUNTY = new ShapedStreetManager.Parties(
            World.COUNTY_WORKS_CODE, "ZP001X1", World.COUNTY_CODE, "Ashcombe County Council", World.COUNTY_CODE);

    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final List<Operation> OPERATIONS = CATALOGUE.versions().stream()
            .flatMap(version -> CATALOGUE.operations(version).stream())
            .filter(operation -> operation.treatment() == Treatment.FORWARD)
            .filter(operation ->
                    !operation.accountAdministration() && !(operation.ownership() instanceof Ownership.Unproven))
            .filter(operation -> !(operation.request() instanceof RequestShape.Form))
            .filter(operation -> operation.answer() instanceof AnswerShape.Json)
            .sorted((one, other) -> one.toString().compareTo(other.toString()))
            .toList();

    private static final ShapedStreetManager UPSTREAM = ShapedStreetManager.start(CATALOGUE, SampleCalls.WATER);
    private static final World WORLD = World.before(
            UPSTREAM.baseUri(),
            World.Options.usual()
                    .withSettings(settings -> settings.withEnabled(
                            OPERATIONS.stream().map(Operation::id).collect(Collectors.toSet()))));
    private static final LedgerReader LEDGER = new LedgerReader(WORLD.database);
    private static final Canaries.Planted PLANTED = new Canaries.Planted();
    private static final List<Integer> RELEASED = new ArrayList<>();

    @AfterContainer
    static void stop() {
        WORLD.close();
        UPSTREAM.close();
        assertThat(PLANTED.all()).as("canaries that were planted").hasSizeGreaterThan(1_000);
        assertThat(RELEASED).as("calls that released something").hasSizeGreaterThan(50);
    }

    @Property(tries = 50, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void appearsInAResponseAnErrorALogAHeaderACountOrTheLedger(@ForAll long seed) {
        Random random = new Random(seed);
        boolean byWater = random.nextBoolean();
        World.Party caller = byWater ? WORLD.water : WORLD.county;
        ShapedStreetManager.Parties own = byWater ? SampleCalls.WATER : COUNTY;
        ShapedStreetManager.Parties other = byWater ? COUNTY : SampleCalls.WATER;
        Tier tier = List.of(Tier.T1, Tier.T2, Tier.T3).get(random.nextInt(3));
        FieldGrants grants = new FieldGrants(someOf(grantable(), random), random.nextBoolean());
        boolean asks = grants.closedOfOthers() && random.nextBoolean();
        WORLD.amend(caller, content -> agreed(content, tier, grants, random));
        InstructionId instruction = WORLD.instructed(caller, usual -> instructed(usual, tier, asks, own, random));
        String token = WORLD.token(caller, Optional.of(instruction));
        UPSTREAM.plant(new Canaries(own, other, asks, random, PLANTED));

        try (CapturedLog log = CapturedLog.begin()) {
            List<String> seen = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                Operation operation = OPERATIONS.get(random.nextInt(OPERATIONS.size()));
                Http.Answer answer = call(operation, own, other, token, random);
                if (answer.status() == 200 && answer.body().length() > 2) {
                    RELEASED.add(i);
                }
                seen.add(operation + " " + answer.status() + " "
                        + answer.response().headers() + " " + answer.body());
                LEDGER.ofCall(caller.id().value(), UUID.fromString(answer.header("Wayleave-Call")))
                        .forEach(entry -> seen.add(new String(entry.canonical(), StandardCharsets.UTF_8)));
            }
            seen.add(log.text());
            assertThat(new Canaries(own, other, asks, random, PLANTED).in(seen))
                    .as(() -> String.join("\n", seen))
                    .isEmpty();
        }
    }

    private static Set<DataClass> grantable() {
        return Stream.of(DataClass.values()).filter(DataClass::isGrantable).collect(Collectors.toSet());
    }

    private static Set<DataClass> someOf(Set<DataClass> all, Random random) {
        Set<DataClass> some = EnumSet.noneOf(DataClass.class);
        all.stream().sorted().filter(_ -> random.nextBoolean()).forEach(some::add);
        return some;
    }

    private static AgreementContent agreed(AgreementContent content, Tier tier, FieldGrants grants, Random random) {
        return new AgreementContent(
                content.basis(),
                content.document(),
                content.attested(),
                content.purposes(),
                content.apiVersions(),
                content.operations(),
                tier,
                random.nextBoolean() ? Scope.all() : Scope.only(Set.of("001", "002")),
                content.destinations(),
                content.subProcessors(),
                content.retentionDays(),
                content.proof(),
                grants,
                content.freeText(),
                random.nextBoolean() ? 10_000 : 500,
                content.particulars(),
                content.from(),
                content.until());
    }

    private static NewInstruction instructed(
            NewInstruction usual, Tier tier, boolean asks, ShapedStreetManager.Parties own, Random random) {
        List<Purpose> purposes =
                Stream.of(Purpose.values()).filter(Purpose::servesTheController).toList();
        return new NewInstruction(
                usual.agreement(),
                usual.product(),
                usual.kind(),
                purposes.get(random.nextInt(purposes.size())),
                usual.operations(),
                random.nextInt(4) == 0 ? Scope.only(Set.of(own.works())) : Scope.all(),
                random.nextInt(3) == 0 ? Optional.of(new Box(380_000, 170_000, 390_000, 180_000)) : Optional.empty(),
                tier,
                asks,
                usual.from(),
                usual.until(),
                usual.uses(),
                usual.proof(),
                usual.persons());
    }

    /** A sample call about the caller's records, in part about the other's. */
    private static Http.Answer call(
            Operation operation,
            ShapedStreetManager.Parties own,
            ShapedStreetManager.Parties other,
            String token,
            Random random) {
        SampleCalls.Sample sample = SampleCalls.of(operation);
        ShapedStreetManager.Parties about = random.nextInt(3) == 0 ? other : own;
        ShapedStreetManager.Parties named = random.nextInt(4) == 0 ? other : own;
        HttpRequest.BodyPublisher body = sample.body()
                .map(json -> HttpRequest.BodyPublishers.ofString(rewritten(json.toString(), about, named)))
                .orElseGet(HttpRequest.BodyPublishers::noBody);
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        WORLD.gateway.baseUri().resolve(rewritten(sample.pathAndQuery(), about, named)))
                .header("token", token)
                .method(operation.method().name(), body);
        if (sample.body().isPresent()) {
            request.header("Content-Type", "application/json");
        }
        return WORLD.http.send(request);
    }

    private static String rewritten(String text, ShapedStreetManager.Parties about, ShapedStreetManager.Parties named) {
        return text.replace(SampleCalls.WORKS, about.works())
                .replaceAll("(ARN-|S58-)[0-9]{4}", "$1" + about.authority())
                .replace(World.WATER_CODE, named.caller())
                .replace(World.COUNTY_CODE, named.caller());
    }
}
