package uk.wayleave.register.instruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.World;
import uk.wayleave.register.World.OwnerRefused;
import uk.wayleave.register.act.Act;
import uk.wayleave.register.call.Week;

class ObjectionsTest {
    private static final World WORLD = new World();

    private final Objections objections = WORLD.register.objections();
    private final World.Side side = WORLD.side();
    private final AgreementId agreement = WORLD.active(side).id();
    private final Instruction instruction = WORLD.instruction(side, agreement);
    private final Week week = Week.of(WORLD.clock.instant());

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private Objection raised() {
        return objections
                .raise(side.id(), instruction.id(), week, side.planner())
                .orElseThrow();
    }

    private Standing standing() {
        return WORLD.register
                .instructions()
                .find(side.id(), instruction.id())
                .orElseThrow()
                .standing();
    }

    private Objection answered(Objection objection, Objection.Outcome outcome) {
        return objections
                .answer(side.id(), objection.id(), outcome, "We asked the vendor.", side.administers())
                .orElseThrow();
    }

    private static void refused(Outcome<?> outcome, String why) {
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused<?>) outcome).why()).contains(why);
    }

    @Test
    void suspendsTheInstructionAtOnceAndBumpsTheRevisionThatCommitsDependOn() {
        long before = WORLD.revision(side.id());

        Objection objection = raised();

        assertThat(objection.suspended()).isTrue();
        assertThat(objection.isOpen()).isTrue();
        assertThat(standing()).isEqualTo(Standing.SUSPENDED);
        assertThat(WORLD.revision(side.id())).isGreaterThan(before);
        assertThat(objections.waiting(side.id())).isEqualTo(1);
    }

    @Test
    void leavesItsActsForTheLedgerWithWhoWhatAndWeekAndNothingThatWasTyped() {
        Objection objection = raised();
        answered(objection, Objection.Outcome.UPHELD);

        List<Act> acts = WORLD.register
                .acts()
                .about(side.id(), "instruction", instruction.id().value());
        assertThat(acts)
                .extracting(Act::kind)
                .containsSubsequence(
                        "objection.raised", "instruction.stands", "objection.answered", "instruction.stands");
        assertThat(acts)
                .filteredOn(act -> act.kind().equals("objection.raised"))
                .singleElement()
                .satisfies(act -> assertThat(act.facts())
                        .containsEntry("week", week.toString())
                        .containsEntry("person", side.planner().toString()));
        assertThat(acts.toString()).doesNotContain("vendor");
    }

    @Test
    void isOneObjectionHoweverOftenItIsSent() {
        Objection first = raised();

        assertThat(raised()).isEqualTo(first);
        assertThat(objections.of(side.id())).containsExactly(first);
        assertThat(objections.of(side.id(), side.planner(), week)).containsExactly(first);
    }

    @Test
    void upheldItRevokesTheInstructionForGood() {
        Objection objection = answered(raised(), Objection.Outcome.UPHELD);

        assertThat(objection.answer().orElseThrow().reason()).isEqualTo("We asked the vendor.");
        assertThat(standing()).isEqualTo(Standing.ENDED);
        assertThat(objections.waiting(side.id())).isZero();
    }

    @Test
    void withdrawnItLetsTheInstructionStandAgainOnceNoOtherWaits() {
        Objection first = raised();
        WORLD.clock.move(Duration.ofDays(7));
        Objection second = objections
                .raise(side.id(), instruction.id(), week.after(), side.planner())
                .orElseThrow();
        assertThat(second.suspended()).isFalse();

        answered(first, Objection.Outcome.WITHDRAWN);
        assertThat(standing()).isEqualTo(Standing.SUSPENDED);
        answered(second, Objection.Outcome.WITHDRAWN);
        assertThat(standing()).isEqualTo(Standing.ACTIVE);
    }

    @Test
    void letsNothingStandAgainThatNoObjectionSuspended() {
        WORLD.register
                .instructions()
                .stand(side.id(), instruction.id(), Standing.SUSPENDED, side.instructs())
                .orElseThrow();

        answered(raised(), Objection.Outcome.WITHDRAWN);

        assertThat(standing()).isEqualTo(Standing.SUSPENDED);
    }

    @Test
    void isAnsweredOnce() {
        Objection objection = answered(raised(), Objection.Outcome.UPHELD);

        assertThat(answered(objection, Objection.Outcome.UPHELD)).isEqualTo(objection);
        refused(
                objections.answer(side.id(), objection.id(), Objection.Outcome.WITHDRAWN, "No.", side.administers()),
                "answered already");
    }

    @Test
    void isAnsweredWithAReasonByWhoAdministersOrSignsAndByNobodyElse() {
        Objection objection = raised();

        refused(
                objections.answer(side.id(), objection.id(), Objection.Outcome.WITHDRAWN, "Fine.", side.instructs()),
                "no authority");
        for (Actor actor : List.of(
                WORLD.council.administers(),
                new Actor.Someone(WORLD.vendorAdministrator),
                new Actor.Machine(WORLD.product)))
            refused(
                    objections.answer(side.id(), objection.id(), Objection.Outcome.WITHDRAWN, "Fine.", actor),
                    "This takes a");
        refused(
                objections.answer(side.id(), objection.id(), Objection.Outcome.UPHELD, " ", side.signs()),
                "reason must be");
        assertThat(objections
                        .answer(side.id(), objection.id(), Objection.Outcome.UPHELD, "Right.", side.signs())
                        .orElseThrow()
                        .isOpen())
                .isFalse();
    }

    @Test
    void isOfAPersonWhomTheInstructionNames() {
        for (PersonId person : List.of(side.administrator(), side.signatory()))
            refused(objections.raise(side.id(), instruction.id(), week, person), "no such instruction that names you");
        for (PersonId stranger : List.of(WORLD.council.planner(), WORLD.vendor))
            refused(objections.raise(side.id(), instruction.id(), week, stranger), "person of the body concerned");
        refused(
                objections.raise(WORLD.council.id(), instruction.id(), week, WORLD.council.planner()),
                "no such instruction");
        refused(objections.raise(side.id(), instruction.id(), week.after().after(), side.planner()), "has not begun");
        assertThat(standing()).isEqualTo(Standing.ACTIVE);
    }

    @Test
    void keepsItsInstructionFromBeingResumedOrRenewedWhileItWaits() {
        raised();
        var instructions = WORLD.register.instructions();

        refused(
                instructions.stand(side.id(), instruction.id(), Standing.ACTIVE, side.instructs()),
                "waits for its answer");
        refused(
                instructions.renew(
                        side.id(), instruction.id(), WORLD.clock.instant().plus(Duration.ofDays(60)), side.planner()),
                "waits for its answer");
        String resuming = "update wayleave.instruction set standing = 'ACTIVE' where id = '" + instruction.id() + "'";
        assertThat(catchThrowableOfType(OwnerRefused.class, () -> WORLD.asOwner(resuming)))
                .isNotNull()
                .hasMessageContaining("waits for its answer");
    }

    @Test
    void keepsTheProductFromSayingAgainThatThePersonAskedForIt() {
        raised();
        NewInstruction usual = WORLD.wanted(side, agreement);
        var asserted = new NewInstruction(
                usual.agreement(),
                usual.product(),
                usual.kind(),
                usual.purpose(),
                usual.operations(),
                usual.references(),
                usual.tier(),
                usual.from(),
                usual.until(),
                usual.uses(),
                ProofLevel.L1,
                usual.persons());
        var instructions = WORLD.register.instructions();

        refused(
                instructions.create(side.id(), asserted, new Actor.Machine(WORLD.product)),
                "objection waits for its answer");
        // The person may ask for it by signing in.
        assertThat(instructions.create(side.id(), usual, side.instructs())).isInstanceOf(Outcome.Done.class);
    }

    @Test
    void tellsTheIntegratorThatAnInstructionWasObjectedToAndNobodyElse() {
        Objection objection = raised();

        assertThat(objections.of(WORLD.integrator))
                .filteredOn(one -> one.instruction().equals(instruction.id()))
                .singleElement()
                .isEqualTo(new ObjectedInstruction(
                        instruction.id(), side.id(), agreement, WORLD.product, objection.raised(), true));
        assertThat(objections.of(WORLD.register
                        .integrators()
                        .register("Kerbworks " + instruction.id(), World.SETUP)
                        .orElseThrow()
                        .id()))
                .isEmpty();
        assertThat(objections.find(WORLD.council.id(), objection.id())).isEmpty();
        assertThat(objections.of(WORLD.council.id())).isEmpty();
    }

    @Test
    void recordsAnObjectionToWhatIsOverAndSuspendsNothing() {
        WORLD.register
                .instructions()
                .revoke(side.id(), instruction.id(), side.instructs())
                .orElseThrow();

        assertThat(raised().suspended()).isFalse();
        assertThat(standing()).isEqualTo(Standing.ENDED);
        InstructionId unknown = new InstructionId(UUID.randomUUID());
        refused(objections.raise(side.id(), unknown, week, side.planner()), "no such instruction");
    }
}
