package uk.wayleave.streetmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Tier;

class CatalogueTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    @Test
    void hasEveryOperationOfBothVersions() {
        assertThat(CATALOGUE.versions()).containsExactlyInAnyOrder(ApiVersion.V3_6, ApiVersion.V6_0);
        assertThat(CATALOGUE.operations(ApiVersion.V3_6)).hasSize(111);
        assertThat(CATALOGUE.operations(ApiVersion.V6_0)).hasSize(183 + 7);
    }

    @Test
    void findsAnOperationByItsIdInTheVersionThatHasIt() {
        OperationId updates = new OperationId("reporting.GetUpdates");

        assertThat(CATALOGUE.operation(ApiVersion.V3_6, updates)).isPresent();
        assertThat(CATALOGUE.operation(ApiVersion.V6_0, updates)).isEmpty();
        assertThat(CATALOGUE.operation(ApiVersion.V6_0, new OperationId("event.GetWorksUpdates")))
                .isPresent();
    }

    @Test
    void callsAnOperationThatBothVersionsHaveByTheSameName() {
        Set<OperationId> later = ids(ApiVersion.V6_0);

        // Removed, or moved to another API, since V3.6.
        assertThat(ids(ApiVersion.V3_6).stream().filter(id -> !later.contains(id)))
                .containsExactlyInAnyOrder(
                        new OperationId("work.UpdateInspectionUnits"),
                        new OperationId("work.CreateSampleInspectionTarget"),
                        new OperationId("work.GetSampleInspectionTarget"),
                        new OperationId("work.UpdateSampleInspectionTarget"),
                        new OperationId("work.CloseSampleInspectionTarget"),
                        new OperationId("work.CreateSampleInspection"),
                        new OperationId("reporting.GetPermitSummaries"),
                        new OperationId("reporting.GetUpdates"),
                        new OperationId("reporting.GetSampleInspectionTargets"),
                        new OperationId("reporting.GetSampleInspections"),
                        new OperationId("export.GetActivityDataCSV"));
    }

    @Test
    void keepsTwoOperationsOfTheSameNameInTwoApisApart() {
        for (ApiVersion version : CATALOGUE.versions()) {
            assertThat(CATALOGUE.operation(version, new OperationId("party.GetWorkstreams")))
                    .isPresent();
            assertThat(CATALOGUE.operation(version, new OperationId("reporting.GetWorkstreams")))
                    .isPresent();
        }
    }

    @Test
    void knowsWhichRolesAreNotDocumented() {
        assertThat(CATALOGUE.operations(ApiVersion.V3_6)).allMatch(Operation::rolesDocumented);
        assertThat(CATALOGUE.operations(ApiVersion.V6_0).stream().filter(operation -> !operation.rolesDocumented()))
                .hasSize(82 + 2);
    }

    @Test
    void countsWritesThatNameTheirRequester() {
        assertThat(CATALOGUE.operations(ApiVersion.V3_6).stream().filter(Operation::takesInternalUser))
                .hasSize(46)
                .allMatch(operation -> operation.effect() == Effect.WRITE);
    }

    @Test
    void knowsAProofForEveryOperation() {
        assertThat(CATALOGUE.versions().stream().flatMap(version -> CATALOGUE.operations(version).stream()))
                .noneMatch(operation -> operation.ownership() instanceof Ownership.Unproven);
    }

    @Test
    void neverForwardsWhatAdministersAccountsOrPushesElsewhere() {
        assertThat(named(ApiVersion.V3_6, Treatment.LOCAL))
                .containsExactlyInAnyOrder("Authenticate", "Refresh", "Logout");
        assertThat(named(ApiVersion.V6_0, Treatment.LOCAL))
                .containsExactlyInAnyOrder(
                        "Authenticate", "Refresh", "Logout", "SubscribeToEvent", "UnsubscribeToEvent");
        assertThat(named(ApiVersion.V3_6, Treatment.NEVER))
                .containsExactlyInAnyOrder("ForgotPassword", "ResetPassword", "UpdateUserDetails");
        assertThat(named(ApiVersion.V6_0, Treatment.NEVER))
                .containsExactlyInAnyOrder("ForgotPassword", "ResetPassword", "UpdateUserDetails");
    }

    static Stream<Operation> all() {
        return ApiVersion.shipped().stream().flatMap(version -> CATALOGUE.operations(version).stream());
    }

    @ParameterizedTest
    @MethodSource("all")
    void keepsItsOwnRules(Operation operation) {
        assertThat(operation.neverBecause().isPresent()).isEqualTo(operation.treatment() == Treatment.NEVER);
        assertThat(operation.roles().isEmpty()).isEqualTo(operation.effect() == Effect.AUTHENTICATION);
        if (operation.treatment() == Treatment.LOCAL) {
            assertThat(operation.accountAdministration()).isEqualTo(operation.effect() == Effect.AUTHENTICATION);
        }
        if (operation.effect() == Effect.AUTHENTICATION) {
            assertThat(operation.accountAdministration()).isTrue();
        }
        if (operation.effect() == Effect.WRITE) {
            assertThat(operation.tier()).isEqualTo(Tier.T2);
            assertThat(operation.foreignTier()).isEmpty();
            assertThat(operation.method()).isNotEqualTo(HttpMethod.GET);
        }
        operation
                .foreignTier()
                .ifPresent(tier -> assertThat(operation.tier().includes(tier)).isTrue());
        assertThat(operation.successStatus()).isIn(200, 201, 204);
        assertThat(operation.successStatus() == 204 && operation.answer().content() != Content.EMPTY)
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("all")
    void provesOwnershipOnlyByWhatIsThere(Operation operation) {
        switch (operation.ownership()) {
            case Ownership.ByWorks works -> {
                assertThat(
                                works.place() == Parameter.Place.PATH
                                        ? operation.path().parameters()
                                        : operation.query())
                        .contains(works.parameter());
                assertThat(operation.path().parameters()).containsAll(works.beneath());
                works.promoterField().ifPresent(pointer -> assertInAnswer(operation, pointer));
                assertProof(operation, answer(operation), works.authority());
            }
            case Ownership.ByCodeInReference code -> {
                assertThat(operation.path().parameters()).contains(code.parameter());
                code.field().ifPresent(pointer -> assertInAnswer(operation, pointer));
            }
            case Ownership.ByPartyInBody body -> {
                assertThat(Pointers.find(request(operation), body.field())).isPresent();
                body.reference()
                        .ifPresent(pointer -> assertThat(Pointers.find(request(operation), pointer))
                                .isPresent());
            }
            case Ownership.ByRow row -> {
                Shape rows = Pointers.find(answer(operation), row.rows()).orElseThrow();
                Shape items = ((Shape.ArrayShape) rows).items();
                row.promoter().ifPresent(proof -> assertProof(operation, items, proof));
                assertProof(operation, items, row.authority());
                row.bodyReferences()
                        .ifPresent(pointer -> assertThat(Pointers.find(request(operation), pointer))
                                .isPresent());
            }
            case Ownership.ByAnswer owner -> owner.fields().forEach(pointer -> assertInAnswer(operation, pointer));
            case Ownership.ByOrganisation organisation ->
                assertThat(operation.path().parameters()).contains(organisation.parameter());
            case Ownership.ByRemembered remembered -> {
                assertThat(operation.parameters())
                        .filteredOn(parameter -> parameter.name().equals(remembered.parameter()))
                        .singleElement()
                        .satisfies(parameter -> {
                            assertThat(parameter.place()).isEqualTo(remembered.place());
                            assertThat(parameter.names()).contains(remembered.kind());
                        });
                assertIsRemembered(operation.version(), remembered.kind());
            }
            case Ownership.ByAccount _ -> assertThat(operation.foreignTier()).isEmpty();
            case Ownership.Nobody _ -> assertThat(operation.tier()).isEqualTo(Tier.T1);
            case Ownership.Unproven unproven -> assertThat(unproven.why()).isNotBlank();
        }
        operation.echoes().forEach((parameter, pointer) -> {
            assertThat(operation.path().parameters()).contains(parameter);
            assertInAnswer(operation, pointer);
        });
    }

    /** Some answer of an own record must hold what is to be remembered. */
    private static void assertIsRemembered(ApiVersion version, ReferenceKind kind) {
        assertThat(kind.isRemembered()).isTrue();
        assertThat(CATALOGUE.operations(version).stream()
                        .filter(operation -> !operation.ownership().isRemembered())
                        .filter(operation -> !(operation.ownership() instanceof Ownership.Nobody))
                        .flatMap(operation -> PlacedField.of(answer(operation)).stream()))
                .anyMatch(placed -> placed.field().names().equals(Optional.of(kind)));
    }

    private static void assertProof(Operation operation, Shape shape, Proof proof) {
        switch (proof) {
            case Proof.ByCode(String pointer) -> assertReleased(shape, pointer);
            case Proof.ByWorksReference(String pointer) -> assertReleased(shape, pointer);
            case Proof.ByCodeInReference(String pointer, CodedReference.Kind _) -> assertReleased(shape, pointer);
            case Proof.ByName(String pointer) -> assertReleased(shape, pointer);
            case Proof.ByLookUp(OperationId id, String pointer) -> {
                Operation lookUp = CATALOGUE.operation(operation.version(), id).orElseThrow();
                assertThat(lookUp.effect()).isEqualTo(Effect.READ);
                assertThat(lookUp.rolesDocumented()).isTrue();
                assertThat(operation
                                        .path()
                                        .parameters()
                                        .containsAll(lookUp.path().parameters())
                                || (operation.ownership() instanceof Ownership.ByWorks works
                                        && works.part().isPresent())
                                || !operation.query().isEmpty())
                        .isTrue();
                assertReleased(answer(lookUp), pointer);
            }
            case Proof.ByRemembered(String pointer, ReferenceKind kind) -> {
                assertReleased(shape, pointer);
                assertIsRemembered(operation.version(), kind);
            }
            case Proof.ByAccount() -> assertThat(operation.effect()).isEqualTo(Effect.READ);
        }
    }

    private static void assertInAnswer(Operation operation, String pointer) {
        assertReleased(answer(operation), pointer);
    }

    private static void assertReleased(Shape shape, String pointer) {
        assertThat(Pointers.find(shape, pointer)).as(pointer).isPresent();
    }

    /** The shape of the answer; one without members where the answer is not JSON. */
    private static Shape answer(Operation operation) {
        return operation.answer() instanceof AnswerShape.Json(Shape shape)
                ? shape
                : new Shape.ObjectShape("none", List.of());
    }

    private static Shape request(Operation operation) {
        return ((RequestShape.Json) operation.request()).shape();
    }

    private static Set<OperationId> ids(ApiVersion version) {
        Set<OperationId> ids = new HashSet<>();
        CATALOGUE.operations(version).forEach(operation -> ids.add(operation.id()));
        return ids;
    }

    private static List<String> named(ApiVersion version, Treatment treatment) {
        return CATALOGUE.operations(version).stream()
                .filter(operation -> operation.treatment() == treatment)
                .map(Operation::name)
                .toList();
    }
}
