package uk.wayleave.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

class AuthorisedUserTest extends ClauseTable {
    @Refuses(value = "B1.no-agreement", also = "A4.no-contract")
    void refusesWithoutAnAgreement() {
        refused(e -> e.withAgreement = false);
    }

    @Refuses("B1.other-agreement")
    void refusesWhenTheCredentialBelongsToAnotherAgreement() {
        refused(e -> e.agreement.id = Example.ANOTHER_AGREEMENT);
    }

    @Refuses(
            value = "B1.other-controller",
            also = {"B4.two-controllers", "C5.two-controllers"})
    void refusesTheAgreementOfAnotherController() {
        refused(e -> e.agreement.controller = Example.ANOTHER_CONTROLLER);
    }

    @Refuses("B1.other-integrator")
    void refusesTheAgreementOfAnotherIntegrator() {
        refused(e -> e.agreement.integrator = Example.ANOTHER_INTEGRATOR);
    }

    @Refuses(value = "B1.draft", also = "A4.not-binding")
    void refusesADraft() {
        refused(e -> e.agreement.state = AgreementState.DRAFT);
    }

    @Refuses(value = "B1.offered", also = "A4.not-binding")
    void refusesAnOffer() {
        refused(e -> e.agreement.state = AgreementState.OFFERED);
    }

    @Refuses("B1.accepted")
    void refusesAnAgreementThatIsSignedButNotActivated() {
        refused(e -> e.agreement.state = AgreementState.ACCEPTED);
    }

    @Refuses("B1.suspended")
    void refusesASuspendedAgreement() {
        refused(e -> e.agreement.state = AgreementState.SUSPENDED);
    }

    @Refuses(value = "B1.ended", also = "A4.not-binding")
    void refusesAnEndedAgreement() {
        refused(e -> e.agreement.state = AgreementState.ENDED);
    }

    @Refuses(value = "B1.not-yet", also = "A4.not-binding")
    void refusesTheInstantBeforeTheAgreementBegins() {
        refused(e -> e.agreement.from = e.at.plus(Example.TICK));
    }

    @Refuses(value = "B1.lapsed", also = "A4.not-binding")
    void refusesFromTheInstantTheAgreementLapses() {
        refused(e -> e.agreement.until = e.at);
    }

    @Refuses("B1.api-version")
    void refusesAnApiVersionThatIsNotGranted() {
        refused(e -> e.agreement.apiVersions = Set.of("v3"));
    }

    @Refuses("B1.operation")
    void refusesAnOperationThatIsNotGranted() {
        Breach breach = refused(e -> e.agreement.operations = Set.of(Example.ANOTHER_OPERATION));
        assertThat(breach.detail()).isEqualTo("work.CreatePermit");
    }

    @Refuses("B1.tier")
    void refusesAHigherTierThanIsGranted() {
        Breach breach = refused(e -> e.agreement.tier = Tier.T1);
        assertThat(breach.detail()).isEqualTo("T2 is above T1.");
    }

    @Refuses("B1.workstream")
    void refusesAWorkstreamThatIsNotGranted() {
        Breach breach = refused(e -> e.call.workstreams = Set.of("001", "004"));
        assertThat(breach.detail()).isEqualTo("004");
    }

    @Refuses("B1.workstream-unnamed")
    void refusesACallWithoutAWorkstreamWhereOnlySomeAreGranted() {
        refused(e -> e.call.workstreams = Set.of());
    }

    @Refuses("B1.area-too-large")
    void refusesALargerPartOfTheMapThanTheAgreementGrants() {
        Breach breach = refused(e -> {
            e.instruction.references = Scope.all();
            e.call.box = Optional.of(new Box(384_000, 171_000, 384_000, 181_001));
        });
        assertThat(breach.detail()).isEqualTo("10001 m a side is more than 10000 m.");
    }

    @Refuses("B1.product")
    void refusesAProductThatHasNoPlaceInTheAgreement() {
        refused(e -> e.agreement.destinations =
                Map.of(Example.ANOTHER_PRODUCT, List.of(Example.destination(Audience.CONTROLLER_STAFF))));
    }

    @Refuses("B1.caller-suspended")
    void refusesASuspendedCaller() {
        refused(e -> e.call.productStanding = Standing.SUSPENDED);
    }

    @Refuses("B1.caller-ended")
    void refusesACallerThatWasEnded() {
        refused(e -> e.call.productStanding = Standing.ENDED);
    }

    @Refuses("B1.not-attested")
    void refusesAProcessorAgreementThatNobodyAttested() {
        refused(e -> e.agreement.attested.remove(ClauseId.B1));
    }

    @Permits(ClauseId.B1)
    void permitsInTheFirstAndTheLastInstantOfAnActiveAgreement() {
        assertThat(permitted(e -> e.agreement.from = e.at)).contains("is active");
        assertThat(permitted(e -> e.agreement.until = e.at.plus(Example.TICK))).contains("is active");
    }

    @Refuses("B1f.not-attested")
    void refusesARestrictedUseContractThatNobodyAttested() {
        refused(e -> {
            e.agreement.basis = Basis.RESTRICTED_USE;
            e.agreement.attested.remove(ClauseId.B1F);
        });
    }

    @Refuses(value = "B1f.other-use-granted", also = "A5.granted")
    void refusesARestrictedUseContractThatListsAnOtherUse() {
        refused(e -> {
            e.agreement.basis = Basis.RESTRICTED_USE;
            e.agreement.purposes = Set.of(Purpose.MANAGE_OWN_PERMITS, Purpose.JOURNEY_PLANNING);
        });
    }

    @Permits(ClauseId.B1F)
    void permitsUnderARestrictedUseContractWithoutAProcessorAgreement() {
        assertThat(permitted(e -> {
                    e.agreement.basis = Basis.RESTRICTED_USE;
                    e.agreement.attested.remove(ClauseId.B1);
                }))
                .contains("bars every use but serving");
        assertThat(permitted(e -> e.agreement.attested.remove(ClauseId.B1F))).contains("Not needed");
    }

    @Refuses(value = "B2.account-administration", also = "A3.account-administration")
    void refusesSigningAnAccountInOrOut() {
        refused(e -> {
            e.call.effect = Effect.AUTHENTICATION;
            e.instruction.proof = ProofLevel.L3;
        });
    }

    @Permits(ClauseId.B2)
    void permitsAnOperationThatHandlesNoLogin() {
        assertThat(permitted(e -> e.call.effect = Effect.READ)).contains("no login");
    }

    @Refuses("B3.not-attested")
    void refusesWhenNobodyAttestedLawfulUse() {
        refused(e -> e.agreement.attested.remove(ClauseId.B3));
    }

    @Permits(ClauseId.B3)
    void permitsWhenLawfulUseIsAttested() {
        assertThat(permitted(e -> e.agreement.attested.add(ClauseId.B3))).contains("no unlawful use");
    }

    @Refuses(
            value = "B4.two-controllers",
            also = {"A1.other-controller", "B1.other-controller", "C5.two-controllers"})
    void refusesACredentialOfOneControllerWithThePapersOfAnother() {
        refused(e -> e.call.controller = Example.ANOTHER_CONTROLLER);
    }

    @Refuses("B4.no-contract")
    void refusesToActForAnOrganisationByNoContract() {
        refused(e -> e.call.acting = Acting.WITHOUT_A_CONTRACT);
    }

    @Refuses(value = "B4.foreign-record", also = "C5.foreign-record")
    void refusesTheWorksRecordOfAnotherOrganisation() {
        refused(e -> {
            e.call.part = Part.NONE;
            e.call.effect = Effect.READ;
        });
    }

    @Permits(ClauseId.B4)
    void permitsWhatEveryUserOfStreetManagerSeesOfOthers() {
        assertThat(permitted(e -> {
                    e.call.part = Part.NONE;
                    e.call.tier = Tier.T1;
                }))
                .contains("every Street Manager user sees");
    }

    @Refuses("B5.not-attested")
    void refusesWhenNobodyAttestedFreeText() {
        refused(e -> e.agreement.attested.remove(ClauseId.B5));
    }

    @Permits(ClauseId.B5)
    void permitsWhenFreeTextIsAttested() {
        assertThat(permitted(e -> e.agreement.attested.add(ClauseId.B5))).contains("free text");
    }

    @Refuses(value = "B6.wider-audience", also = "C3.public-destination")
    void refusesAProductThatShowsDataWiderThanToUsersOfStreetManager() {
        refused(e -> e.agreement.destinations = Map.of(
                Example.PRODUCT,
                List.of(Example.destination(Audience.CONTROLLER_STAFF), Example.destination(Audience.PUBLIC))));
    }

    @Permits(ClauseId.B6)
    void permitsAProductForStaffAndContractors() {
        assertThat(permitted(e -> e.agreement.destinations = Map.of(
                        Example.PRODUCT,
                        List.of(
                                Example.destination(Audience.CONTROLLER_STAFF),
                                Example.destination(Audience.CONTROLLER_CONTRACTORS)))))
                .contains("staff and contractors");
    }
}
