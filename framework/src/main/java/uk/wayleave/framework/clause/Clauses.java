package uk.wayleave.framework.clause;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Rule;

/** Every clause of the framework. */
public final class Clauses {
    private final List<Clause> inOrder =
            Arrays.stream(ClauseId.values()).map(Clauses::make).toList();

    /** All of them, in the framework's order, which is the order of {@link ClauseId}. */
    public List<Clause> inOrder() {
        return inOrder;
    }

    public Clause of(ClauseId id) {
        return make(id);
    }

    /** The rule with this id, for instance {@code A1.no-instruction}, further ones included; empty if there is none. */
    public Optional<Rule> rule(String id) {
        return inOrder.stream()
                .flatMap(clause -> clause.rules().stream())
                .filter(rule -> rule.id().equals(id))
                .findFirst()
                .or(() -> FurtherRules.find(id));
    }

    // A switch, so that a clause id without its class does not compile.
    private static Clause make(ClauseId id) {
        return switch (id) {
            case P1 -> new P1ControlsInPlace();
            case P2 -> new P2DataProtectionAdvice();
            case P3 -> new P3OtherPurposesTakeOpenData();
            case A1 -> new A1ExplicitRequest();
            case A2 -> new A2ResultToTheRequester();
            case A3 -> new A3AuthorisedUsersAccount();
            case A4 -> new A4ProcessorByContract();
            case A5 -> new A5OtherUsesTakeOpenData();
            case A5A -> new A5aPublicApps();
            case A5B -> new A5bPlanningServices();
            case A5C -> new A5cJourneyPlanning();
            case A5D -> new A5dPassingOn();
            case A5E -> new A5eResearch();
            case B1 -> new B1AgreementInPlace();
            case B1F -> new B1fRestrictedUseContract();
            case B2 -> new B2WithinServiceTerms();
            case B3 -> new B3LawfulPurposes();
            case B4 -> new B4NoSharingWithOthers();
            case B5 -> new B5NoPersonalDataInFreeText();
            case B6 -> new B6PersonalDataStaysWithUsers();
            case C1 -> new C1NoCommercialProfit();
            case C2 -> new C2OnlyAsRequested();
            case C3 -> new C3NoPublicSites();
            case C4 -> new C4NoRingFencedSites();
            case C5 -> new C5NoRelayBetweenUsers();
        };
    }
}
