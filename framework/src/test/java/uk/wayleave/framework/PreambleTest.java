package uk.wayleave.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;

class PreambleTest extends ClauseTable {
    @Refuses("P1.not-attested")
    void refusesWhenNobodyAttestedThatControlsAreInPlace() {
        refused(e -> e.agreement.attested.remove(ClauseId.P1));
    }

    @Permits(ClauseId.P1)
    void permitsWhenControlsAreAttested() {
        assertThat(permitted(e -> e.agreement.attested.add(ClauseId.P1))).contains("controls are in place");
    }

    @Refuses("P2.not-attested")
    void refusesWhenNobodyAttestedThatAdviceWasTaken() {
        refused(e -> e.agreement.attested.remove(ClauseId.P2));
    }

    @Permits(ClauseId.P2)
    void permitsWhenAdviceIsAttested() {
        assertThat(permitted(e -> e.agreement.attested.add(ClauseId.P2))).contains("advice was taken");
    }

    @Refuses(
            value = "P3.other-use",
            also = {"A5.other-use", "A5a.public-app", "C2.purpose-not-granted"})
    void refusesAnotherPurposeThanServingTheAuthorisedUser() {
        Breach breach = refused(e -> e.instruction.purpose = Purpose.PUBLIC_APP);
        assertThat(breach.detail()).isEqualTo("Found in the instruction.");
    }

    @Permits(ClauseId.P3)
    void permitsEveryPurposeThatServesTheAuthorisedUserAndIsGranted() {
        for (Purpose purpose : EnumSet.range(Purpose.MANAGE_OWN_PERMITS, Purpose.ON_SITE_LOOKUP)) {
            assertThat(permitted(e -> {
                        e.instruction.purpose = purpose;
                        e.agreement.purposes = Set.of(purpose);
                        e.call.statedPurposes = Set.of(purpose);
                    }))
                    .contains("serves the authorised user");
        }
    }
}
