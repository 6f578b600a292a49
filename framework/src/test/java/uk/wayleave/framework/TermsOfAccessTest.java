package uk.wayleave.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

class TermsOfAccessTest extends ClauseTable {
    @Refuses("A1.no-instruction")
    void refusesWhenNoInstructionIsCited() {
        refused(e -> e.withInstruction = false);
    }

    @Refuses(
            value = "A1.other-controller",
            also = {"B4.two-controllers", "C5.two-controllers"})
    void refusesTheInstructionOfAnotherController() {
        refused(e -> e.instruction.controller = Example.ANOTHER_CONTROLLER);
    }

    @Refuses("A1.other-agreement")
    void refusesAnInstructionUnderAnotherAgreement() {
        refused(e -> e.instruction.agreement = Example.ANOTHER_AGREEMENT);
    }

    @Refuses(value = "A1.other-product", also = "A2.other-requester")
    void refusesAnInstructionToAnotherProduct() {
        refused(e -> e.instruction.product = Example.ANOTHER_PRODUCT);
    }

    @Refuses("A1.suspended")
    void refusesASuspendedInstruction() {
        refused(e -> e.instruction.standing = Standing.SUSPENDED);
    }

    @Refuses("A1.revoked")
    void refusesARevokedInstruction() {
        refused(e -> e.instruction.standing = Standing.ENDED);
    }

    @Refuses("A1.not-yet")
    void refusesTheInstantBeforeTheInstructionBegins() {
        refused(e -> e.instruction.from = e.at.plus(Example.TICK));
    }

    @Refuses("A1.expired")
    void refusesFromTheInstantTheInstructionEnds() {
        refused(e -> e.instruction.until = e.at);
    }

    @Refuses("A1.outside-hours")
    void refusesOutsideTheHoursOfTheInstructionAndSaysWhenTheyBeginAgain() {
        Breach breach = refused(e -> e.instruction.schedule = Schedule.parse("MON,TUE,WED,THU,FRI 10:00-18:00"));
        assertThat(breach.detail()).isEqualTo("Its hours begin again at 2026-11-24T10:00:00Z.");
    }

    @Refuses("A1.outside-hours")
    void refusesOutsideHoursThatDoNotComeAgainBeforeTheInstructionEnds() {
        Breach breach = refused(e -> e.instruction.schedule = Schedule.parse("SAT 10:00-18:00"));
        assertThat(breach.detail()).isEqualTo("Its hours do not begin again before it ends.");
    }

    @Refuses("A1.no-uses-left")
    void refusesWhenNoUseIsLeft() {
        refused(e -> e.instruction.remainingUses = OptionalLong.of(0));
    }

    @Refuses("A1.operation")
    void refusesAnOperationTheInstructionDoesNotAskFor() {
        Breach breach = refused(e -> e.call.operation = Example.ANOTHER_OPERATION);
        assertThat(breach.detail()).isEqualTo("work.GetWork");
    }

    @Refuses("A1.reference")
    void refusesWorksTheInstructionIsNotAbout() {
        Breach breach = refused(e -> e.call.references = Set.of(Example.REFERENCE, Example.ANOTHER_REFERENCE));
        assertThat(breach.detail()).isEqualTo(Example.ANOTHER_REFERENCE);
    }

    @Refuses("A1.reference-unnamed")
    void refusesACallWithoutWorksUnderAnInstructionAboutCertainWorks() {
        refused(e -> e.call.references = Set.of());
    }

    @Refuses("A1.area")
    void refusesAPartOfTheMapTheInstructionIsNotAbout() {
        Breach breach = refused(e -> {
            e.instruction.area = Optional.of(new Box(384_000, 171_000, 386_000, 173_000));
            e.call.box = Optional.of(new Box(384_000, 171_000, 386_001, 173_000));
        });
        assertThat(breach.detail()).isEqualTo("384000,171000,386001,173000");
    }

    @Refuses("A1.area")
    void refusesTheMapUnderAnInstructionAboutCertainWorksAndNoArea() {
        refused(e -> e.call.box = Optional.of(new Box(384_000, 171_000, 385_000, 172_000)));
    }

    @Refuses("A1.tier")
    void refusesAHigherTierThanTheInstructionAsksFor() {
        Breach breach = refused(e -> e.instruction.tier = Tier.T1);
        assertThat(breach.detail()).isEqualTo("T2 is above T1.");
    }

    @Refuses("A1.no-person")
    void refusesAnInstructionWithoutAPerson() {
        refused(e -> e.instruction.persons = List.of());
    }

    @Refuses("A1.which-person")
    void refusesWhenSeveralPersonsAreListedAndNoneIsNamed() {
        refused(e -> e.instruction.persons =
                List.of(Example.person(1, Standing.ACTIVE), Example.person(2, Standing.ACTIVE)));
    }

    @Refuses("A1.person-not-listed")
    void refusesAPersonWhoIsNotListed() {
        Breach breach = refused(e -> e.call.namedPerson = Optional.of("planner-9"));
        assertThat(breach.detail()).doesNotContain("planner-9");
    }

    @Refuses("A1.person-not-active")
    void refusesAPersonWhoIsNotActive() {
        refused(e -> e.instruction.persons = List.of(Example.person(1, Standing.ENDED)));
    }

    @Refuses("A1.proof")
    void refusesAWeakerProofThanTheAgreementAsksForSuchAnOperation() {
        Breach breach = refused(e -> e.instruction.proof = ProofLevel.L1);
        assertThat(breach.detail()).isEqualTo("L1 is less than L2.");
    }

    @Permits(ClauseId.A1)
    void permitsTheLastUseInTheLastInstantOfItsTimeAndOfItsHoursForTheNamedPerson() {
        assertThat(permitted(e -> {
                    e.instruction.kind = InstructionKind.ONE_OFF;
                    e.instruction.from = e.at;
                    e.instruction.until = e.at.plus(Example.TICK);
                    e.instruction.remainingUses = OptionalLong.of(1);
                    e.instruction.persons =
                            List.of(Example.person(1, Standing.ENDED), Example.person(2, Standing.ACTIVE));
                    e.call.namedPerson = Optional.of("planner-2");
                }))
                .contains("asked for this once");
        assertThat(permitted(e -> e.instruction.schedule = Schedule.parse("TUE 09:00-17:00")))
                .isNotBlank();
        assertThat(permitted(e -> e.instruction.schedule = Schedule.parse("MON 22:00-09:01")))
                .isNotBlank();
    }

    @Refuses(value = "A2.other-requester", also = "A1.other-product")
    void refusesAProductThroughWhichNobodyAsked() {
        refused(e -> {
            e.call.product = Example.ANOTHER_PRODUCT;
            e.agreement.destinations = Map.of(
                    Example.PRODUCT, List.of(Example.destination(Audience.CONTROLLER_STAFF)),
                    Example.ANOTHER_PRODUCT, List.of(Example.destination(Audience.CONTROLLER_STAFF)));
        });
    }

    @Permits(ClauseId.A2)
    void permitsTheProductThroughWhichTheAuthorisedUserAsked() {
        assertThat(permitted(e -> {
                    e.call.product = Example.ANOTHER_PRODUCT;
                    e.instruction.product = Example.ANOTHER_PRODUCT;
                    e.agreement.destinations =
                            Map.of(Example.ANOTHER_PRODUCT, List.of(Example.destination(Audience.CONTROLLER_STAFF)));
                }))
                .contains("only to the product");
    }

    @Refuses(value = "A3.account-administration", also = "B2.account-administration")
    void refusesAccountAdministration() {
        refused(e -> e.call.accountAdministration = true);
    }

    @Refuses("A3.no-account")
    void refusesWhenTheVaultHasNoAccount() {
        refused(e -> e.call.account = AccountFit.NO_ACCOUNT);
    }

    @Refuses("A3.no-fitting-role")
    void refusesWhenNoAccountHasAFittingRole() {
        refused(e -> e.call.account = AccountFit.NO_FITTING_ROLE);
    }

    @Permits(ClauseId.A3)
    void permitsThroughAnAccountThatFits() {
        assertThat(permitted(e -> e.call.account = AccountFit.FITS)).contains("own account");
    }

    @Refuses(value = "A4.no-contract", also = "B1.no-agreement")
    void refusesWithoutAContract() {
        refused(e -> e.withAgreement = false);
    }

    @Refuses(value = "A4.not-binding", also = "B1.ended")
    void refusesWhenTheContractNoLongerBinds() {
        refused(e -> e.agreement.state = AgreementState.ENDED);
    }

    @Refuses("A4.not-attested")
    void refusesWhenNobodyAttestedThatTheIntegratorHasNoAutonomy() {
        refused(e -> e.agreement.attested.remove(ClauseId.A4));
    }

    @Permits(ClauseId.A4)
    void permitsOnEitherBasis() {
        assertThat(permitted(e -> e.agreement.basis = Basis.PROCESSOR_AGREEMENT))
                .contains("data processor");
        assertThat(permitted(e -> e.agreement.basis = Basis.RESTRICTED_USE)).contains("bars the integrator");
    }
}
