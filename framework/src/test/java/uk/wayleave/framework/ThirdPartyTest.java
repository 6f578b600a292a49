package uk.wayleave.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;

class ThirdPartyTest extends ClauseTable {
    @Refuses("C1.not-attested")
    void refusesWhenNobodyAttestedThatNoProfitIsMade() {
        refused(e -> e.agreement.attested.remove(ClauseId.C1));
    }

    @Permits(ClauseId.C1)
    void permitsWhenItIsAttestedThatNoProfitIsMade() {
        assertThat(permitted(e -> e.agreement.attested.add(ClauseId.C1))).contains("no commercial profit");
    }

    @Refuses("C2.purposes-disagree")
    void refusesAPurposeThatIsNotTheInstructions() {
        refused(e -> e.call.statedPurposes = Set.of(Purpose.OWN_ANALYSIS));
    }

    @Refuses("C2.purpose-not-granted")
    void refusesAPurposeThatTheAgreementDoesNotGrant() {
        refused(e -> e.instruction.purpose = Purpose.INSPECT_WORKS);
    }

    @Permits(ClauseId.C2)
    void permitsTheInstructionsPurposeRestatedInTokenOrHeader() {
        assertThat(permitted(e -> e.call.statedPurposes = Set.of(Purpose.MANAGE_OWN_PERMITS)))
                .contains("One purpose");
    }

    @Refuses(value = "C3.public-destination", also = "B6.wider-audience")
    void refusesAProductWithAPublicSite() {
        Breach breach = refused(e -> e.agreement.destinations =
                Map.of(Example.PRODUCT, List.of(new Destination("Roadworks near me", "GB", Audience.PUBLIC))));
        assertThat(breach.detail()).isEqualTo("Roadworks near me");
    }

    @Refuses("C3.no-destination")
    void refusesAProductOfWhichNoDestinationIsRegistered() {
        refused(e -> e.agreement.destinations = Map.of(Example.PRODUCT, List.of()));
    }

    @Permits(ClauseId.C3)
    void permitsAProductBesideAnotherThatHasAPublicSite() {
        assertThat(permitted(e -> e.agreement.destinations = Map.of(
                        Example.PRODUCT, List.of(Example.destination(Audience.CONTROLLER_STAFF)),
                        Example.ANOTHER_PRODUCT, List.of(Example.destination(Audience.PUBLIC)))))
                .contains("open to the public");
    }

    @Refuses(value = "C4.ring-fenced-destination", also = "B6.wider-audience")
    void refusesAProductWithARingFencedSite() {
        Breach breach = refused(e -> e.agreement.destinations =
                Map.of(Example.PRODUCT, List.of(new Destination("Members' map", "GB", Audience.RING_FENCED))));
        assertThat(breach.detail()).isEqualTo("Members' map");
    }

    @Permits(ClauseId.C4)
    void permitsAProductForContractorsOfTheController() {
        assertThat(permitted(e -> e.agreement.destinations =
                        Map.of(Example.PRODUCT, List.of(Example.destination(Audience.CONTROLLER_CONTRACTORS)))))
                .contains("ring-fenced");
    }

    @Refuses(
            value = "C5.two-controllers",
            also = {"A1.other-controller", "B4.two-controllers"})
    void refusesToAnswerOneControllersCallUnderAnothersInstruction() {
        refused(e -> e.instruction.controller = Example.ANOTHER_CONTROLLER);
    }

    @Refuses(value = "C5.foreign-record", also = "B4.foreign-record")
    void refusesToWriteIntoTheRecordOfAnotherOrganisation() {
        refused(e -> {
            e.call.part = Part.NONE;
            e.call.effect = Effect.WRITE;
        });
    }

    @Permits(ClauseId.C5)
    void permitsAnAnswerThatWillShowWhoseRecordItIs() {
        assertThat(permitted(e -> e.call.part = Part.IN_THE_ANSWER)).contains("before the answer proves");
    }
}
