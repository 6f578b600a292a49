package uk.wayleave.register.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static uk.wayleave.register.World.SETUP;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.register.World;
import uk.wayleave.register.World.OwnerRefused;
import uk.wayleave.register.World.Side;

/** The life cycle as the database holds it against whoever reaches its tables, past every store. */
class AgreementLifeCycleInSqlTest {
    private static final World WORLD = new World();
    private static final String CHECK = "23514";
    private static final String FOREIGN_KEY = "23503";

    private final Agreements agreements = WORLD.register.agreements();
    private final Side side = WORLD.side();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @ParameterizedTest
    @EnumSource(AgreementState.class)
    void refusesEveryMoveThatTheLifeCycleHasNot(AgreementState from) {
        for (AgreementState to : AgreementState.values()) {
            // Each in a Controller of its own, so that another active one is not what refuses.
            AgreementId id = in(from, WORLD.side());
            String move = "update wayleave.agreement set state = '" + to + "' where id = '" + id + "'";
            boolean unsigned = to == AgreementState.ACCEPTED;
            if (from == to || (from.mayBecome(to) && !unsigned))
                assertThat(WORLD.asOwner(move)).as(from + " to " + to).isEqualTo(1);
            else assertRefused(move, CHECK);
        }
    }

    @Test
    void refusesAnAgreementThatBeginsLaterThanAsADraft() {
        for (String state : new String[] {"OFFERED", "ACCEPTED", "ACTIVE", "SUSPENDED", "ENDED"})
            assertRefused(
                    "insert into wayleave.agreement (id, controller, integrator, version, state, created, changed)"
                            + " values (gen_random_uuid(), '" + side.id() + "', '" + WORLD.integrator + "', 1, '"
                            + state + "', now(), now())",
                    CHECK);
    }

    @Test
    void refusesAcceptanceWithOneSignature() {
        RegisteredAgreement draft = WORLD.draft(side);
        agreements.offer(side.id(), draft.id(), SETUP).orElseThrow();
        agreements
                .sign(side.id(), draft.id(), 1, draft.current().hash(), side.signs())
                .orElseThrow();
        assertRefused("update wayleave.agreement set state = 'ACCEPTED' where id = '" + draft.id() + "'", CHECK);
    }

    @Test
    void refusesAVersionThatIsNotSignedByBoth() {
        RegisteredAgreement active = WORLD.active(side);
        agreements.amend(side.id(), active.id(), WORLD.content(60), SETUP).orElseThrow();
        assertRefused("update wayleave.agreement set version = 2 where id = '" + active.id() + "'", CHECK);
    }

    @Test
    void refusesAnyChangeOfWhatWasSigned() {
        RegisteredAgreement active = WORLD.active(side);
        String where = " where agreement = '" + active.id() + "'";
        assertRefused("update wayleave.agreement_version set content = '{}'" + where, CHECK);
        assertRefused("delete from wayleave.agreement_version" + where, CHECK);
        assertRefused("update wayleave.agreement_signature set signer_name = 'Someone Else'" + where, CHECK);
        assertRefused("delete from wayleave.agreement_signature" + where, CHECK);
        assertRefused("delete from wayleave.agreement where id = '" + active.id() + "'", CHECK);
        assertRefused(
                "update wayleave.agreement set controller = '" + WORLD.water.id() + "' where id = '" + active.id()
                        + "'",
                CHECK);
    }

    @Test
    void refusesASignatureOverAnotherHashOrByAPersonOfAnotherBody() {
        RegisteredAgreement draft = WORLD.draft(side);
        agreements.offer(side.id(), draft.id(), SETUP).orElseThrow();
        String hash = draft.current().hash().hex();
        assertRefused(
                signature(draft, "0".repeat(64), "CONTROLLER", side.signatory().toString()), FOREIGN_KEY);
        assertRefused(
                signature(draft, hash, "CONTROLLER", WORLD.water.signatory().toString()), FOREIGN_KEY);
        assertRefused(signature(draft, hash, "CONTROLLER", WORLD.vendor.toString()), FOREIGN_KEY);
        assertRefused(signature(draft, hash, "INTEGRATOR", side.signatory().toString()), FOREIGN_KEY);
        assertThat(WORLD.asOwner(
                        signature(draft, hash, "CONTROLLER", side.signatory().toString())))
                .isEqualTo(1);
    }

    @Test
    void refusesASignatureOfADraft() {
        RegisteredAgreement draft = WORLD.draft(side);
        assertRefused(
                signature(
                        draft,
                        draft.current().hash().hex(),
                        "CONTROLLER",
                        side.signatory().toString()),
                CHECK);
    }

    @Test
    void refusesContentThatItsHashIsNotOf() {
        RegisteredAgreement draft = WORLD.draft(side);
        assertRefused(
                "insert into wayleave.agreement_version select agreement, controller, integrator, 2, '{}', content_hash,"
                        + " created from wayleave.agreement_version where agreement = '" + draft.id() + "'",
                CHECK);
    }

    @Test
    void refusesAVersionThatSkipsOne() {
        RegisteredAgreement draft = WORLD.draft(side);
        assertRefused(
                "insert into wayleave.agreement_version select agreement, controller, integrator, 3, content,"
                        + " content_hash, created from wayleave.agreement_version where agreement = '" + draft.id()
                        + "'",
                CHECK);
    }

    @Test
    void refusesASecondActiveAgreementOfTheSameTwo() {
        WORLD.active(side);
        RegisteredAgreement second = WORLD.accepted(side);
        assertRefused("update wayleave.agreement set state = 'ACTIVE' where id = '" + second.id() + "'", "23505");
    }

    private static String signature(RegisteredAgreement agreement, String hash, String ofSide, String person) {
        String column = ofSide.equals("CONTROLLER") ? "controller_person" : "integrator_person";
        return "insert into wayleave.agreement_signature (agreement, controller, integrator, version, content_hash, side, "
                + column + ", signer_name, at) values ('" + agreement.id() + "', '" + agreement.controller() + "', '"
                + agreement.integrator() + "', 1, '" + hash + "', '" + ofSide + "', '" + person
                + "', 'Somebody', now())";
    }

    private AgreementId in(AgreementState state, Side other) {
        return switch (state) {
            case DRAFT -> WORLD.draft(other).id();
            case OFFERED ->
                agreements
                        .offer(other.id(), WORLD.draft(other).id(), SETUP)
                        .orElseThrow()
                        .id();
            case ACCEPTED -> WORLD.accepted(other).id();
            case ACTIVE -> WORLD.active(other).id();
            case SUSPENDED ->
                agreements
                        .suspend(other.id(), WORLD.active(other).id(), SETUP)
                        .orElseThrow()
                        .id();
            case ENDED ->
                agreements
                        .end(other.id(), WORLD.active(other).id(), SETUP)
                        .orElseThrow()
                        .id();
        };
    }

    private static void assertRefused(String statement, String sqlState) {
        OwnerRefused refused = catchThrowableOfType(OwnerRefused.class, () -> WORLD.asOwner(statement));
        assertThat(refused).as(statement).isNotNull();
        assertThat(refused.sqlState()).as(statement).isEqualTo(sqlState);
    }
}
