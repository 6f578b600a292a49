package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.gateway.answer.Marker;
import uk.wayleave.register.instruction.NewInstruction;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.FieldClass;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.PlacedField;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Shape;
import uk.wayleave.streetmanager.Treatment;

/**
 * What comes back of free text, for every operation whose answer has any: of another organisation's record, and where the
 * purpose's profile marks the text, what it says of persons is masked in its place (framework B4, B6).
 */
class MaskedTextTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final String WRITTEN = "Spoke to Mr Haddow, will return";
    private static final String RELEASED = "Spoke to " + Marker.TEXT + ", will return";

    private static ShapedStreetManager upstream;
    private static World world;
    private static final Map<World.Party, String> REPORTING = new HashMap<>();
    private static final Map<World.Party, String> COORDINATING = new HashMap<>();

    @BeforeAll
    static void start() {
        upstream = ShapedStreetManager.start(CATALOGUE, SampleCalls.WATER);
        upstream.answerWhole(true);
        upstream.writesInFreeText(WRITTEN);
        Set<OperationId> enabled = shown().map(Operation::id).collect(Collectors.toSet());
        world = World.before(
                upstream.baseUri(),
                World.Options.usual()
                        .withSettings(settings -> settings.withEnabled(enabled).withFiles(_ -> true)));
        for (World.Party party : Set.of(world.water, world.county)) {
            world.amend(party, content -> content.with(new FieldGrants(EnumSet.of(DataClass.FREE_TEXT), true)));
            var everything = world.instructed(party);
            EveryOperationTest.knows(upstream.baseUri(), world, party, everything);
            REPORTING.put(
                    party,
                    world.token(
                            party,
                            Optional.of(world.instructed(
                                    party, Purpose.OWN_REPORTING, enabled, Scope.all(), OptionalLong.empty()))));
            COORDINATING.put(
                    party,
                    world.token(party, Optional.of(world.instructed(party, MaskedTextTest::askingForMoreOfOthers))));
        }
    }

    private static NewInstruction askingForMoreOfOthers(NewInstruction usual) {
        return new NewInstruction(
                usual.agreement(),
                usual.product(),
                usual.kind(),
                Purpose.COORDINATE_STREET_WORKS,
                usual.operations(),
                usual.references(),
                usual.area(),
                usual.tier(),
                true,
                usual.from(),
                usual.until(),
                usual.uses(),
                usual.proof(),
                usual.persons());
    }

    @AfterAll
    static void stop() {
        world.close();
        upstream.close();
    }

    /** Those whose answer has free text. */
    static Stream<Operation> shown() {
        return ApiVersion.shipped().stream()
                .flatMap(version -> CATALOGUE.operations(version).stream())
                .filter(operation -> operation.treatment() == Treatment.FORWARD && !operation.accountAdministration())
                .filter(operation -> !(operation.request() instanceof RequestShape.Form))
                .filter(operation -> operation.answer() instanceof AnswerShape.Json(Shape shape)
                        && PlacedField.of(shape).stream()
                                .map(PlacedField::field)
                                .anyMatch(field -> field.fieldClass() == FieldClass.FREE_TEXT && !field.special()));
    }

    static Stream<Operation> shownOfOthers() {
        // Where the path names the organisation, the sample names the caller's own.
        return shown().filter(operation -> operation.effect() == Effect.READ
                && operation.foreignTier().isPresent()
                && !(operation.ownership() instanceof Ownership.ByOrganisation));
    }

    private static Http.Answer call(SampleCalls.Sample sample, String token, ShapedStreetManager.Parties records) {
        upstream.showRecordsOf(records);
        String method = sample.operation().method().name();
        return sample.body().isPresent()
                ? world.http.withBody(
                        method,
                        sample.pathAndQuery(),
                        token,
                        sample.body().get().toString())
                : world.http.get(sample.pathAndQuery(), token);
    }

    private static void assertMasked(Http.Answer answer) {
        assertThat(answer.status()).as(answer.body()).isBetween(200, 299);
        assertThat(answer.body()).doesNotContain("Haddow");
        assertThat(answer.header("Wayleave-Masked")).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shown")
    void masksWhatATextThatTheProfileMarksSaysOfPersons(Operation operation) {
        SampleCalls.Sample sample = SampleCalls.of(operation);
        Http.Answer answer = call(
                sample, Optional.ofNullable(REPORTING.get(sample.caller(world))).orElseThrow(), sample.records());

        assertMasked(answer);
        // Of what is nobody's, reports need no text at all.
        assertThat(answer.body()).containsAnyOf(RELEASED, "\"" + Marker.TEXT + "\"");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shownOfOthers")
    void masksWhatAnotherOrganisationsTextSaysOfPersons(Operation operation) {
        SampleCalls.Sample sample = SampleCalls.of(operation);
        Http.Answer answer = call(
                sample,
                Optional.ofNullable(COORDINATING.get(sample.caller(world))).orElseThrow(),
                SampleCalls.OTHERS);

        assertMasked(answer);
        assertThat(answer.body()).contains(RELEASED);
    }
}
