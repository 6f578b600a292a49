package uk.wayleave.register.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static uk.wayleave.register.World.SETUP;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.World;
import uk.wayleave.register.World.Side;

class AgreementsTest {
    private static final World WORLD = new World();

    private final Agreements agreements = WORLD.register.agreements();
    private final Side side = WORLD.side();
    private final Actor vendor = new Actor.Someone(WORLD.vendor);

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @Test
    void isAcceptedWithTheSecondSignatureAndThenActivated() {
        RegisteredAgreement draft = WORLD.draft(side);
        assertThat(draft.state()).isEqualTo(AgreementState.DRAFT);
        assertThat(draft.current().content()).isEqualTo(WORLD.content());

        RegisteredAgreement accepted = offeredAndSignedByBoth(draft);
        assertThat(accepted.state()).isEqualTo(AgreementState.ACCEPTED);
        assertThat(accepted.current().signatures())
                .extracting(Signature::side, Signature::name, Signature::hash)
                .containsExactlyInAnyOrder(
                        tuple(Party.CONTROLLER, "Sam Signatory", draft.current().hash()),
                        tuple(Party.INTEGRATOR, "Vera Vendor", draft.current().hash()));

        RegisteredAgreement active =
                agreements.activate(side.id(), draft.id(), side.administers()).orElseThrow();
        assertThat(active.agreement().isInForceAt(WORLD.clock.instant())).isTrue();
        assertThat(agreements.of(side.id())).containsExactly(active);
        assertThat(agreements.of(WORLD.integrator)).contains(active);
        assertThat(agreements.find(WORLD.water.id(), active.id())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(AgreementState.class)
    void makesOnlyTheMovesThatTheLifeCycleHas(AgreementState from) {
        assertMove(from, AgreementState.OFFERED, one -> agreements.offer(side(one), one.id(), SETUP));
        assertMove(from, AgreementState.DRAFT, one -> agreements.withdraw(side(one), one.id(), SETUP));
        assertMove(from, AgreementState.SUSPENDED, one -> agreements.suspend(side(one), one.id(), SETUP));
        assertMove(from, AgreementState.ENDED, one -> agreements.end(side(one), one.id(), SETUP));
        // Two moves lead to ACTIVE, each from one state only.
        RegisteredAgreement toActivate = in(from);
        assertThat(isDone(agreements.activate(side(toActivate), toActivate.id(), SETUP)))
                .isEqualTo(from == AgreementState.ACCEPTED);
        RegisteredAgreement toResume = in(from);
        assertThat(isDone(agreements.resume(side(toResume), toResume.id(), SETUP)))
                .isEqualTo(from == AgreementState.SUSPENDED);
    }

    @Test
    void refusesASignatureOverAnythingButWhatIsOnOffer() {
        RegisteredAgreement draft = WORLD.draft(side);
        ContentHash hash = draft.current().hash();
        assertRefused(agreements.sign(side.id(), draft.id(), 1, hash, side.signs()), "on offer");
        agreements.offer(side.id(), draft.id(), side.administers()).orElseThrow();
        var otherHash = new ContentHash("0".repeat(64));
        assertRefused(agreements.sign(side.id(), draft.id(), 1, otherHash, side.signs()), "not what was signed");
        assertRefused(agreements.sign(side.id(), draft.id(), 2, hash, side.signs()), "not what was signed");
        agreements.sign(side.id(), draft.id(), 1, hash, side.signs()).orElseThrow();
        assertRefused(agreements.sign(side.id(), draft.id(), 1, hash, side.signs()), "signed already");
    }

    @Test
    void letsNobodySignForAnother() {
        RegisteredAgreement draft = WORLD.draft(side);
        ContentHash hash = draft.current().hash();
        agreements.offer(side.id(), draft.id(), side.administers()).orElseThrow();
        var operator = new Actor.Someone(WORLD.person(
                new Body.Operator(), "op" + side.code(), "Olga Operator", Authority.SIGN, Authority.ADMINISTER));
        List<Actor> others = List.of(
                SETUP,
                new Actor.Machine(WORLD.product),
                side.administers(),
                side.instructs(),
                WORLD.water.signs(),
                new Actor.Someone(WORLD.vendorAdministrator),
                operator);
        for (Actor other : others)
            assertThat(isDone(agreements.sign(side.id(), draft.id(), 1, hash, other)))
                    .as(other.toString())
                    .isFalse();
        assertThat(agreements
                        .find(side.id(), draft.id())
                        .orElseThrow()
                        .current()
                        .signatures())
                .isEmpty();
    }

    @Test
    void refusesAPersonWhoMayNoLongerAct() {
        RegisteredAgreement draft = WORLD.draft(side);
        agreements.offer(side.id(), draft.id(), side.administers()).orElseThrow();
        WORLD.register
                .people()
                .stand(side.body(), side.signatory(), Standing.SUSPENDED, SETUP)
                .orElseThrow();
        assertRefused(
                agreements.sign(side.id(), draft.id(), 1, draft.current().hash(), side.signs()),
                "registered person that is active");
    }

    @Test
    void countsNoSignatureGivenToAWithdrawnOffer() {
        RegisteredAgreement draft = WORLD.draft(side);
        agreements.offer(side.id(), draft.id(), side.administers()).orElseThrow();
        agreements
                .sign(side.id(), draft.id(), 1, draft.current().hash(), vendor)
                .orElseThrow();
        agreements.withdraw(side.id(), draft.id(), side.administers()).orElseThrow();
        assertRefused(agreements.offer(side.id(), draft.id(), side.administers()), "before its offer was withdrawn");

        RegisteredAgreement anew = agreements
                .redraft(side.id(), draft.id(), WORLD.content(), side.administers())
                .orElseThrow();
        assertThat(anew.version()).isEqualTo(2);
        assertThat(anew.current().hash()).isNotEqualTo(draft.current().hash());
        assertThat(anew.current().signatures()).isEmpty();
        assertThat(isDone(agreements.offer(side.id(), draft.id(), side.administers())))
                .isTrue();
    }

    @Test
    void keepsTheVersionInForceUntilBothHaveSignedTheAmendment() {
        RegisteredAgreement active = WORLD.active(side);
        RegisteredAgreement proposed = agreements
                .amend(side.id(), active.id(), WORLD.content(60), side.administers())
                .orElseThrow();
        AgreementVersion amendment = proposed.amendment().orElseThrow();
        assertThat(proposed.agreement()).isEqualTo(active.agreement());

        RegisteredAgreement half = agreements
                .sign(side.id(), active.id(), 2, amendment.hash(), vendor)
                .orElseThrow();
        assertThat(half.agreement()).isEqualTo(active.agreement());

        RegisteredAgreement amended = agreements
                .sign(side.id(), active.id(), 2, amendment.hash(), side.signs())
                .orElseThrow();
        assertThat(amended.state()).isEqualTo(AgreementState.ACTIVE);
        assertThat(amended.version()).isEqualTo(2);
        assertThat(amended.agreement().contentHash()).isEqualTo(amendment.hash());
        assertThat(amended.amendment()).isEmpty();
        assertThat(amended.versions()).hasSize(2);
    }

    @Test
    void letsALaterAmendmentReplaceAProposedOne() {
        RegisteredAgreement active = WORLD.active(side);
        var first = agreements.amend(side.id(), active.id(), WORLD.content(60), side.administers());
        agreements
                .amend(side.id(), active.id(), WORLD.content(90), side.administers())
                .orElseThrow();
        ContentHash replaced = first.orElseThrow().amendment().orElseThrow().hash();
        assertRefused(agreements.sign(side.id(), active.id(), 2, replaced, vendor), "not what was signed");
    }

    @Test
    void hasAtMostOneActiveAgreementPerControllerAndIntegrator() {
        RegisteredAgreement first = WORLD.active(side);
        RegisteredAgreement second = WORLD.accepted(side);
        assertRefused(agreements.activate(side.id(), second.id(), side.administers()), "Another agreement");
        agreements.suspend(side.id(), first.id(), side.administers()).orElseThrow();
        agreements.activate(side.id(), second.id(), side.administers()).orElseThrow();
        assertRefused(agreements.resume(side.id(), first.id(), side.administers()), "Another agreement");
    }

    @Test
    void isNotActivatedWhenItsTimeIsOver() {
        var content = WORLD.content();
        var over = new AgreementContent(
                        content.basis(),
                        content.document(),
                        content.attested(),
                        content.purposes(),
                        content.apiVersions(),
                        content.operations(),
                        content.tier(),
                        content.workstreams(),
                        content.destinations(),
                        content.subProcessors(),
                        content.retentionDays(),
                        content.proof(),
                        content.from(),
                        WORLD.clock.instant().plus(Duration.ofDays(200)))
                .with(content.particulars());
        RegisteredAgreement accepted = offeredAndSignedByBoth(agreements
                .draft(side.id(), WORLD.integrator, over, side.administers())
                .orElseThrow());
        WORLD.clock.move(Duration.ofDays(201));
        assertRefused(agreements.activate(side.id(), accepted.id(), side.administers()), "time is over");
    }

    @Test
    void lastsPastTheIntegratorsAdministratorOnlyByTheController() {
        var vendorAdministers = new Actor.Someone(WORLD.vendorAdministrator);
        RegisteredAgreement active = WORLD.active(side);
        assertThat(isDone(agreements.suspend(side.id(), active.id(), vendorAdministers)))
                .isTrue();
        assertRefused(agreements.resume(side.id(), active.id(), vendorAdministers), "no authority");
        assertRefused(agreements.resume(side.id(), active.id(), WORLD.water.administers()), "no authority");
        assertThat(isDone(agreements.resume(side.id(), active.id(), side.administers())))
                .isTrue();
    }

    @Test
    void refusesContentThatCannotBeAnAgreements() {
        var good = WORLD.content();
        assertRefused(draft(with(good, Set.of(Purpose.JOURNEY_PLANNING), good.retentionDays())), "A5");
        assertRefused(draft(with(good, Set.of(), good.retentionDays())), "no purpose");
        assertRefused(draft(with(good, good.purposes(), -1)), "retention");
        var foreign = new AgreementContent(
                good.basis(),
                good.document(),
                good.attested(),
                good.purposes(),
                good.apiVersions(),
                good.operations(),
                good.tier(),
                good.workstreams(),
                Map.of(
                        ProductId.of("00000000-0000-0000-0000-000000000009"),
                        good.destinations().get(WORLD.product)),
                good.subProcessors(),
                good.retentionDays(),
                good.proof(),
                good.from(),
                good.until());
        assertRefused(draft(foreign), "not the integrator's");
        assertRefused(
                agreements.draft(
                        side.id(), IntegratorId.of("00000000-0000-0000-0000-000000000009"), good, side.administers()),
                "no such integrator");
        assertRefused(agreements.draft(side.id(), WORLD.integrator, good, WORLD.water.administers()), "no authority");
    }

    private Outcome<RegisteredAgreement> draft(AgreementContent content) {
        return agreements.draft(side.id(), WORLD.integrator, content, side.administers());
    }

    private static AgreementContent with(AgreementContent content, Set<Purpose> purposes, int retentionDays) {
        return new AgreementContent(
                content.basis(),
                content.document(),
                content.attested(),
                purposes,
                content.apiVersions(),
                content.operations(),
                content.tier(),
                content.workstreams(),
                content.destinations(),
                content.subProcessors(),
                retentionDays,
                content.proof(),
                content.from(),
                content.until());
    }

    private void assertMove(
            AgreementState from, AgreementState to, Function<RegisteredAgreement, Outcome<RegisteredAgreement>> move) {
        RegisteredAgreement agreement = in(from);
        Outcome<RegisteredAgreement> outcome = move.apply(agreement);
        assertThat(isDone(outcome)).as(from + " to " + to).isEqualTo(from.mayBecome(to));
        AgreementState expected = from.mayBecome(to) ? to : from;
        assertThat(agreements
                        .find(agreement.controller(), agreement.id())
                        .orElseThrow()
                        .state())
                .isEqualTo(expected);
    }

    private static ControllerId side(RegisteredAgreement agreement) {
        return agreement.controller();
    }

    /** Another Controller's agreement, brought to the state. */
    private RegisteredAgreement in(AgreementState state) {
        Side other = WORLD.side();
        return switch (state) {
            case DRAFT -> WORLD.draft(other);
            case OFFERED ->
                agreements.offer(other.id(), WORLD.draft(other).id(), SETUP).orElseThrow();
            case ACCEPTED -> WORLD.accepted(other);
            case ACTIVE -> WORLD.active(other);
            case SUSPENDED ->
                agreements.suspend(other.id(), WORLD.active(other).id(), SETUP).orElseThrow();
            case ENDED ->
                agreements.end(other.id(), WORLD.active(other).id(), SETUP).orElseThrow();
        };
    }

    private RegisteredAgreement offeredAndSignedByBoth(RegisteredAgreement draft) {
        agreements.offer(side.id(), draft.id(), side.administers()).orElseThrow();
        agreements
                .sign(side.id(), draft.id(), 1, draft.current().hash(), side.signs())
                .orElseThrow();
        return agreements
                .sign(side.id(), draft.id(), 1, draft.current().hash(), vendor)
                .orElseThrow();
    }

    private static boolean isDone(Outcome<?> outcome) {
        return outcome instanceof Outcome.Done<?>;
    }

    private static void assertRefused(Outcome<?> outcome, String why) {
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.why()).contains(why);
            assertThat(refused.cure()).isNotBlank();
        });
    }
}
