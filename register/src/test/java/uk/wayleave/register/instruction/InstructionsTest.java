package uk.wayleave.register.instruction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static uk.wayleave.register.World.SETUP;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Box;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Schedule;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Standing;
import uk.wayleave.framework.Tier;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.World;
import uk.wayleave.register.World.OwnerRefused;
import uk.wayleave.register.World.Side;

class InstructionsTest {
    private static final World WORLD = new World();

    private final Instructions instructions = WORLD.register.instructions();
    private final Side side = WORLD.side();
    private final AgreementId agreement = WORLD.active(side).id();
    private final NewInstruction good = WORLD.wanted(side, agreement);

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private NewInstruction goodWith(InstructionKind kind, Schedule schedule) {
        return new NewInstruction(
                good.agreement(),
                good.product(),
                kind,
                good.purpose(),
                good.operations(),
                good.references(),
                good.area(),
                good.tier(),
                good.closedOfOthers(),
                good.from(),
                good.until(),
                schedule,
                good.uses(),
                good.proof(),
                good.persons());
    }

    @Test
    void keepsItsHoursRenewsThemAndLeavesThemForTheLedger() {
        Schedule hours = Schedule.parse("MON,TUE,WED,THU,FRI 06:00-20:00; SAT 22:00-02:00");

        Instruction given = instructions
                .create(side.id(), goodWith(InstructionKind.STANDING, hours), side.instructs())
                .orElseThrow();
        Instruction renewed = instructions
                .renew(side.id(), given.id(), given.until().plus(Duration.ofDays(30)), side.planner())
                .orElseThrow();

        assertThat(given.schedule()).isEqualTo(hours);
        assertThat(instructions.find(side.id(), given.id()).orElseThrow().schedule())
                .isEqualTo(hours);
        assertThat(renewed.schedule()).isEqualTo(hours);
        assertThat(WORLD.register
                        .acts()
                        .about(side.id(), "instruction", given.id().value()))
                .first()
                .satisfies(act -> assertThat(act.facts()).containsEntry("schedule", hours.toString()));
    }

    @Test
    void hasHoursOnlyWhereItStands() {
        Schedule hours = Schedule.parse("MON 06:00-20:00");

        assertThat(instructions.create(side.id(), goodWith(InstructionKind.SESSION, hours), side.instructs()))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why()).contains("Only a standing"));
        Schedule many = Schedule.parse("MON 06:00-07:00" + "; MON 08:00-09:00".repeat(7));
        assertThat(instructions.create(side.id(), goodWith(InstructionKind.STANDING, many), side.instructs()))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why()).contains("more than 7 windows"));
    }

    @Test
    void isKeptAsItWasGiven() {
        var wanted = new NewInstruction(
                agreement,
                WORLD.product,
                InstructionKind.ONE_OFF,
                Purpose.OWN_REPORTING,
                Set.of(World.READ),
                Scope.only(Set.of("qa001-abc", "QA002-DEF")),
                Tier.T1,
                good.from(),
                good.until(),
                OptionalLong.of(1),
                ProofLevel.L3,
                List.of(side.signatory(), side.planner()));
        Instruction given =
                instructions.create(side.id(), wanted, side.instructs()).orElseThrow();
        assertThat(given.references()).isEqualTo(Scope.only(Set.of("QA001-ABC", "QA002-DEF")));
        assertThat(given.persons()).extracting(person -> person.id()).containsExactly(side.signatory(), side.planner());
        assertThat(given.remainingUses()).hasValue(1);
        assertThat(given.isInForceAt(WORLD.clock.instant())).isTrue();
        assertThat(instructions.find(side.id(), given.id())).contains(given);
        assertThat(instructions.of(side.id())).containsExactly(given);
        assertThat(instructions.inForceOf(side.id())).containsExactly(given);
        assertThat(instructions.of(WORLD.water.id())).doesNotContain(given);
    }

    @Test
    void keepsItsAreaAndThatItAsksForMoreOfOthersRecords() {
        Side other = WORLD.side();
        var draft = WORLD.register
                .agreements()
                .draft(
                        other.id(),
                        WORLD.integrator,
                        WORLD.content().with(new FieldGrants(Set.of(), true)),
                        other.administers())
                .orElseThrow();
        NewInstruction wanted = more(draft.id(), List.of(other.planner()));

        Instruction given =
                instructions.create(other.id(), wanted, other.instructs()).orElseThrow();

        assertThat(given.area()).contains(new Box(384_000, 171_000, 386_000, 173_000));
        assertThat(given.closedOfOthers()).isTrue();
        assertThat(instructions.find(other.id(), given.id())).contains(given);
    }

    @Test
    void asksForMoreOfOthersRecordsOnlyWhereTheAgreementGrantsIt() {
        assertRefused(create(more(agreement, List.of(side.planner()))), "other organisations' records");
    }

    private NewInstruction more(AgreementId under, List<PersonId> persons) {
        return new NewInstruction(
                under,
                good.product(),
                good.kind(),
                good.purpose(),
                good.operations(),
                good.references(),
                Optional.of(new Box(384_000, 171_000, 386_000, 173_000)),
                good.tier(),
                true,
                good.from(),
                good.until(),
                good.uses(),
                good.proof(),
                persons);
    }

    @Test
    void isRevokedForGoodByAPersonOfTheController() {
        Instruction given = WORLD.instruction(side, agreement);
        assertRefused(instructions.revoke(side.id(), given.id(), new Actor.Someone(WORLD.vendor)), "no authority");
        assertRefused(instructions.revoke(side.id(), given.id(), WORLD.water.instructs()), "no authority");
        assertRefused(instructions.revoke(WORLD.water.id(), given.id(), WORLD.water.instructs()), "no such");
        assertThat(instructions.stand(side.id(), given.id(), Standing.SUSPENDED, side.instructs()))
                .isInstanceOf(Outcome.Done.class);
        assertThat(instructions.revoke(side.id(), given.id(), side.instructs())).isInstanceOf(Outcome.Done.class);
        assertRefused(instructions.stand(side.id(), given.id(), Standing.ACTIVE, side.instructs()), "was revoked");
        assertThat(instructions.find(side.id(), given.id()).orElseThrow().standing())
                .isEqualTo(Standing.ENDED);
        assertThat(instructions.inForceOf(side.id())).isEmpty();
    }

    @Test
    void takesAPersonOfTheControllerOrForLessProofTheProduct() {
        NewInstruction byProduct = changed(ProofLevel.L1);
        assertThat(instructions.create(side.id(), byProduct, new Actor.Machine(WORLD.product)))
                .isInstanceOf(Outcome.Done.class);
        assertThat(instructions.create(side.id(), byProduct, SETUP)).isInstanceOf(Outcome.Done.class);
        assertRefused(instructions.create(side.id(), good, new Actor.Machine(WORLD.product)), "L3");
        assertRefused(instructions.create(side.id(), good, SETUP), "L3");
        assertRefused(instructions.create(side.id(), good, side.administers()), "no authority");
        assertRefused(instructions.create(side.id(), good, WORLD.water.instructs()), "Only a person");
        var otherProduct = WORLD.register
                .products()
                .register(WORLD.integrator, "Other " + side.code(), SETUP)
                .orElseThrow();
        assertRefused(
                instructions.create(side.id(), byProduct, new Actor.Machine(otherProduct.id())), "registered person");
    }

    @Test
    void staysWithinTheAgreement() {
        assertRefused(create(purpose(Purpose.JOURNEY_PLANNING)), "A5");
        assertRefused(create(purpose(Purpose.INSPECT_WORKS)), "purpose");
        assertRefused(create(operations(Set.of(new OperationId("work.AssessPermit")))), "operations");
        assertRefused(create(tier(Tier.T3)), "tier");
        assertRefused(create(under(WORLD.draft(WORLD.side()).id())), "no such agreement");
        AgreementId ended = WORLD.draft(side).id();
        WORLD.register.agreements().end(side.id(), ended, SETUP).orElseThrow();
        assertRefused(create(under(ended)), "has ended");
    }

    @Test
    void refusesWhatCannotBeAnInstruction() {
        Instant from = good.from();
        assertRefused(create(operations(Set.of())), "no operation");
        assertRefused(create(times(from, from)), "ends before");
        assertRefused(create(times(from, from.plus(Duration.ofDays(90)).plusSeconds(1))), "90 days");
        assertThat(create(times(from, from.plus(Duration.ofDays(90))))).isInstanceOf(Outcome.Done.class);
        assertRefused(create(uses(InstructionKind.STANDING, OptionalLong.of(0))), "no use");
        assertRefused(create(uses(InstructionKind.ONE_OFF, OptionalLong.empty())), "exactly one use");
        assertRefused(create(uses(InstructionKind.ONE_OFF, OptionalLong.of(2))), "exactly one use");
        assertRefused(create(references(Scope.only(Set.of()))), "work reference");
        assertRefused(create(references(Scope.only(Set.of("../etc")))), "work reference");
        assertRefused(create(persons(List.of())), "no person");
        assertRefused(create(persons(List.of(side.planner(), side.planner()))), "twice");
        assertRefused(create(persons(List.of(WORLD.water.planner()))), "not registered");
        assertRefused(create(persons(List.of(WORLD.vendor))), "not registered");
        WORLD.register
                .people()
                .stand(side.body(), side.signatory(), Standing.SUSPENDED, SETUP)
                .orElseThrow();
        assertRefused(create(persons(List.of(side.signatory()))), "not active");
    }

    @Test
    void isNeverChangedOrWithoutAPersonEvenInSql() {
        Instruction given = WORLD.instruction(side, agreement);
        String row = " where id = '" + given.id() + "'";
        assertSqlRefuses("update wayleave.instruction set ends = ends + interval '1 hour'" + row);
        assertSqlRefuses("update wayleave.instruction set operations = array['work.Other']" + row);
        assertSqlRefuses("update wayleave.instruction_person set person = '" + side.signatory()
                + "' where instruction = '" + given.id() + "'");
        assertSqlRefuses("delete from wayleave.instruction_person where instruction = '" + given.id() + "'");
        assertSqlRefuses("insert into wayleave.instruction_person values ('" + given.id() + "', '" + side.id() + "', '"
                + side.signatory() + "', 5)");
        String copy = "insert into wayleave.instruction (id, controller, agreement, integrator, product, kind, purpose,"
                + " operations, tier, starts, ends, proof, created) select gen_random_uuid(), controller, agreement,"
                + " integrator, product, kind, %s, operations, tier, starts, %s, proof, created from"
                + " wayleave.instruction" + row;
        assertSqlRefuses(String.format(copy, "purpose", "ends"));
        assertSqlRefuses(String.format(copy, "'JOURNEY_PLANNING'", "ends"));
        assertSqlRefuses(String.format(copy, "purpose", "starts + interval '91 days'"));
        instructions.revoke(side.id(), given.id(), side.instructs()).orElseThrow();
        assertSqlRefuses("update wayleave.instruction set standing = 'ACTIVE', over_since = null" + row);
    }

    private static void assertSqlRefuses(String statement) {
        OwnerRefused refused = catchThrowableOfType(OwnerRefused.class, () -> WORLD.asOwner(statement));
        assertThat(refused).as(statement).isNotNull();
        assertThat(refused.sqlState()).as(statement).isEqualTo("23514");
    }

    private static void assertRefused(Outcome<?> outcome, String why) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why() + refused.cure()).contains(why));
    }

    private Outcome<Instruction> create(NewInstruction wanted) {
        return instructions.create(side.id(), wanted, side.instructs());
    }

    private NewInstruction under(AgreementId other) {
        return WORLD.wanted(side, other);
    }

    private NewInstruction changed(ProofLevel proof) {
        return new Parts(good).proof(proof).build();
    }

    private NewInstruction purpose(Purpose purpose) {
        return new Parts(good).purpose(purpose).build();
    }

    private NewInstruction operations(Set<OperationId> operations) {
        return new Parts(good).operations(operations).build();
    }

    private NewInstruction tier(Tier tier) {
        return new Parts(good).tier(tier).build();
    }

    private NewInstruction times(Instant from, Instant until) {
        return new Parts(good).times(from, until).build();
    }

    private NewInstruction uses(InstructionKind kind, OptionalLong uses) {
        return new Parts(good).uses(kind, uses).build();
    }

    private NewInstruction references(Scope<String> references) {
        return new Parts(good).references(references).build();
    }

    private NewInstruction persons(List<PersonId> persons) {
        return new Parts(good).persons(persons).build();
    }

    /** A good instruction of which one part is changed. */
    private static final class Parts {
        private final NewInstruction base;
        private InstructionKind kind;
        private Purpose purpose;
        private Set<OperationId> operations;
        private Scope<String> references;
        private Tier tier;
        private Instant from;
        private Instant until;
        private OptionalLong uses;
        private ProofLevel proof;
        private List<PersonId> persons;

        Parts(NewInstruction base) {
            this.base = base;
            this.kind = base.kind();
            this.purpose = base.purpose();
            this.operations = base.operations();
            this.references = base.references();
            this.tier = base.tier();
            this.from = base.from();
            this.until = base.until();
            this.uses = base.uses();
            this.proof = base.proof();
            this.persons = base.persons();
        }

        Parts proof(ProofLevel other) {
            proof = other;
            return this;
        }

        Parts purpose(Purpose other) {
            purpose = other;
            return this;
        }

        Parts operations(Set<OperationId> other) {
            operations = other;
            return this;
        }

        Parts tier(Tier other) {
            tier = other;
            return this;
        }

        Parts times(Instant otherFrom, Instant otherUntil) {
            from = otherFrom;
            until = otherUntil;
            return this;
        }

        Parts uses(InstructionKind otherKind, OptionalLong otherUses) {
            kind = otherKind;
            uses = otherUses;
            return this;
        }

        Parts references(Scope<String> other) {
            references = other;
            return this;
        }

        Parts persons(List<PersonId> other) {
            persons = other;
            return this;
        }

        NewInstruction build() {
            return new NewInstruction(
                    base.agreement(),
                    base.product(),
                    kind,
                    purpose,
                    operations,
                    references,
                    tier,
                    from,
                    until,
                    uses,
                    proof,
                    persons);
        }
    }
}
