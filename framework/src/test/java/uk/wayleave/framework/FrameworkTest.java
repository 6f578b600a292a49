package uk.wayleave.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.clause.Clauses;
import uk.wayleave.framework.field.AppliedProfile;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.field.FieldProfile;

class FrameworkTest {
    private final Framework framework = new Framework(new Clauses());

    @Test
    void explainsEveryClauseOfAPermitInTheFrameworksOrder() {
        Decision.Permit permit = permitted(Example.question(e -> {}));

        assertThat(permit.holds()).extracting(Holds::clause).containsExactly(ClauseId.values());
        assertThat(permit.holds())
                .extracting(Holds::why)
                .allSatisfy(why -> assertThat(why).endsWith("."));
    }

    @Test
    void obligesToNameThePersonUseTheAccountProveOwnershipWithholdReleaseToTheRequesterAndNotStore() {
        Decision.Permit permit = permitted(Example.question(e -> {}));

        assertThat(permit.obligations())
                .containsExactly(
                        new Obligation.NameThePerson(Example.person(1, Standing.ACTIVE)),
                        new Obligation.UseTheControllersAccount(Example.CONTROLLER),
                        new Obligation.ProveOwnership(Tier.T2),
                        new Obligation.ApplyFieldProfile(new AppliedProfile(
                                FieldProfile.strictest(Purpose.MANAGE_OWN_PERMITS), FieldGrants.none(), false, false)),
                        new Obligation.ReleaseOnlyTo(Example.PRODUCT),
                        new Obligation.DoNotStore());
    }

    @Test
    void provesOwnershipUpToTheLowerTierOfAgreementAndInstruction() {
        assertThat(permitted(Example.question(e -> {
                            e.call.tier = Tier.T1;
                            e.instruction.tier = Tier.T1;
                        }))
                        .obligations())
                .contains(new Obligation.ProveOwnership(Tier.T1));
        assertThat(permitted(Example.question(e -> e.instruction.tier = Tier.T3))
                        .obligations())
                .contains(new Obligation.ProveOwnership(Tier.T2));
    }

    @Test
    void appliesTheProfileOfTheInstructionsPurposeWithWhatAgreementAndInstructionOpen() {
        FieldGrants grants = new FieldGrants(Set.of(DataClass.EMAIL), true);
        AppliedProfile profile = permitted(Example.question(e -> {
                    e.agreement.fields = grants;
                    e.agreement.tier = Tier.T3;
                    e.instruction.tier = Tier.T3;
                    e.instruction.closedOfOthers = true;
                    e.instruction.purpose = Purpose.OWN_ANALYSIS;
                }))
                .fields();

        assertThat(profile)
                .isEqualTo(new AppliedProfile(FieldProfile.strictest(Purpose.OWN_ANALYSIS), grants, true, true));
    }

    @Test
    void opensTierThreeOnlyWhereAgreementAndInstructionBothDo() {
        assertThat(permitted(Example.question(e -> e.agreement.tier = Tier.T3))
                        .fields()
                        .special())
                .isFalse();
        assertThat(permitted(Example.question(e -> e.instruction.tier = Tier.T3))
                        .fields()
                        .special())
                .isFalse();
    }

    @Test
    void asksForNoProofOfOwnershipWhereThereIsNoRecord() {
        assertThat(permitted(Example.question(e -> e.call.part = Part.NOT_NEEDED))
                        .obligations())
                .noneMatch(Obligation.ProveOwnership.class::isInstance);
    }

    @Test
    void actsForThePersonThatTheProductNames() {
        Decision.Permit permit = permitted(Example.question(e -> {
            e.instruction.persons = List.of(Example.person(1, Standing.ACTIVE), Example.person(2, Standing.ACTIVE));
            e.call.namedPerson = Optional.of("planner-2");
        }));

        assertThat(permit.actingFor()).isEqualTo(Example.person(2, Standing.ACTIVE));
        assertThat(permit.obligations()).contains(new Obligation.NameThePerson(permit.actingFor()));
    }

    @Test
    void permitsUntilAgreementOrInstructionEndsWhicheverIsFirst() {
        assertThat(permitted(Example.question(e -> {})).until()).isEqualTo(Example.AT.plus(Duration.ofHours(8)));
        assertThat(permitted(Example.question(e -> e.agreement.until = Example.AT.plus(Duration.ofHours(2))))
                        .until())
                .isEqualTo(Example.AT.plus(Duration.ofHours(2)));
    }

    @Test
    void namesEveryClauseBreachedInTheFrameworksOrder() {
        Decision decision = framework.decide(Example.question(e -> {
            e.agreement.attested = Set.of();
            e.instruction.purpose = Purpose.JOURNEY_PLANNING;
            e.call.accountAdministration = true;
        }));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refusal.class,
                        refusal -> assertThat(refusal.breaches())
                                .extracting(breach -> breach.rule().id())
                                .containsExactly(
                                        "P1.not-attested",
                                        "P2.not-attested",
                                        "P3.other-use",
                                        "A3.account-administration",
                                        "A4.not-attested",
                                        "A5.other-use",
                                        "A5c.journey-planning",
                                        "B1.not-attested",
                                        "B2.account-administration",
                                        "B3.not-attested",
                                        "B5.not-attested",
                                        "C1.not-attested",
                                        "C2.purpose-not-granted"));
    }

    @Test
    void saysNoMoreThanB1AndA4WhenThereIsNoAgreement() {
        Decision decision = framework.decide(Example.question(e -> e.withAgreement = false));

        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refusal.class,
                        refusal -> assertThat(refusal.breaches())
                                .extracting(breach -> breach.rule().id())
                                .containsExactly("A4.no-contract", "B1.no-agreement"));
    }

    private Decision.Permit permitted(Question question) {
        Decision decision = framework.decide(question);
        assertThat(decision).isInstanceOf(Decision.Permit.class);
        return (Decision.Permit) decision;
    }
}
