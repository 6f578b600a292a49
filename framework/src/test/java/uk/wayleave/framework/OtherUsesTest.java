package uk.wayleave.framework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;

class OtherUsesTest extends ClauseTable {
    @Refuses(
            value = "A5.other-use",
            also = {"P3.other-use", "A5b.planning-service", "C2.purposes-disagree", "C2.purpose-not-granted"})
    void refusesAnOtherUseThatOnlyTheTokenOrAHeaderStates() {
        Breach breach = refused(e -> e.call.statedPurposes = Set.of(Purpose.PLANNING_SERVICE));
        assertThat(breach.detail()).isEqualTo("Found in the token or a header.");
    }

    @Refuses("A5.granted")
    void refusesAnyCallUnderAnAgreementThatListsAnOtherUse() {
        refused(e -> e.agreement.purposes = Set.of(Purpose.MANAGE_OWN_PERMITS, Purpose.RESEARCH));
    }

    @Permits(ClauseId.A5)
    void permitsAPurposeThatServesTheAuthorisedUserHoweverOftenItIsStated() {
        assertThat(permitted(e -> e.call.statedPurposes = Set.of(e.instruction.purpose)))
                .contains("none is an other use");
    }

    @Refuses(
            value = "A5a.public-app",
            also = {"P3.other-use", "A5.other-use", "A5.granted"})
    void refusesAPublicAppEvenWhereAnAgreementListsIt() {
        refused(e -> only(e, Purpose.PUBLIC_APP));
    }

    @Permits(ClauseId.A5A)
    void permitsShowingTheAuthorisedUsersOwnStaffWhatHappensAtASite() {
        assertThat(permitted(e -> only(e, Purpose.ON_SITE_LOOKUP))).contains("for the public");
    }

    @Refuses(
            value = "A5b.planning-service",
            also = {"P3.other-use", "A5.other-use", "A5.granted"})
    void refusesAPlanningServiceEvenWhereAnAgreementListsIt() {
        refused(e -> only(e, Purpose.PLANNING_SERVICE));
    }

    @Permits(ClauseId.A5B)
    void permitsCoordinatingWorksOnTheAuthorisedUsersOwnStreets() {
        assertThat(permitted(e -> only(e, Purpose.COORDINATE_STREET_WORKS))).contains("planning service");
    }

    @Refuses(
            value = "A5c.journey-planning",
            also = {"P3.other-use", "A5.other-use", "A5.granted"})
    void refusesJourneyPlanningEvenWhereAnAgreementListsIt() {
        Breach breach = refused(e -> {
            only(e, Purpose.JOURNEY_PLANNING);
            e.call.statedPurposes = Set.of(Purpose.JOURNEY_PLANNING);
        });
        assertThat(breach.detail()).isEqualTo("Found in the instruction and in the token or a header.");
    }

    @Permits(ClauseId.A5C)
    void permitsInspectingWorks() {
        assertThat(permitted(e -> only(e, Purpose.INSPECT_WORKS))).contains("not journey planning");
    }

    @Refuses(
            value = "A5d.passing-on",
            also = {"P3.other-use", "A5.other-use", "A5.granted"})
    void refusesPassingDataOnEvenWhereAnAgreementListsIt() {
        refused(e -> only(e, Purpose.PASSING_ON));
    }

    @Permits(ClauseId.A5D)
    void permitsReportingToTheAuthorisedUserItself() {
        assertThat(permitted(e -> only(e, Purpose.OWN_REPORTING))).contains("not to pass data on");
    }

    @Refuses(
            value = "A5e.research",
            also = {"P3.other-use", "A5.other-use", "A5.granted"})
    void refusesResearchEvenWhereAnAgreementListsIt() {
        refused(e -> only(e, Purpose.RESEARCH));
    }

    @Permits(ClauseId.A5E)
    void permitsAnalysisThatTheAuthorisedUserAskedForAndGetsBack() {
        assertThat(permitted(e -> only(e, Purpose.OWN_ANALYSIS))).contains("goes back to it");
    }

    private static void only(Example example, Purpose purpose) {
        example.instruction.purpose = purpose;
        example.agreement.purposes = Set.of(purpose);
    }
}
