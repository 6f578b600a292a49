package uk.wayleave.framework.clause;

import java.util.List;
import java.util.Set;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.Question;
import uk.wayleave.framework.Rule;

/** One numbered term of DfT's framework. These are all of them. */
public sealed interface Clause
        permits P1ControlsInPlace,
                P2DataProtectionAdvice,
                P3OtherPurposesTakeOpenData,
                A1ExplicitRequest,
                A2ResultToTheRequester,
                A3AuthorisedUsersAccount,
                A4ProcessorByContract,
                A5OtherUsesTakeOpenData,
                A5aPublicApps,
                A5bPlanningServices,
                A5cJourneyPlanning,
                A5dPassingOn,
                A5eResearch,
                B1AgreementInPlace,
                B1fRestrictedUseContract,
                B2WithinServiceTerms,
                B3LawfulPurposes,
                B4NoSharingWithOthers,
                B5NoPersonalDataInFreeText,
                B6PersonalDataStaysWithUsers,
                C1NoCommercialProfit,
                C2OnlyAsRequested,
                C3NoPublicSites,
                C4NoRingFencedSites,
                C5NoRelayBetweenUsers {
    ClauseId id();

    /** The sentences of the framework that say it; at least one. */
    List<Sentence> sentences();

    /** Where the framework says it. */
    default Citation citation() {
        return Citation.of(sentences());
    }

    /** What it asks, in one sentence of ours. */
    String meaning();

    Set<Party> binds();

    /** The checks that may refuse a call under this clause. */
    List<Rule> rules();

    /** Judges one call: every breach of this clause; empty when it holds. */
    List<Breach> breaches(Question question);

    /** Why it holds, for a call that does not breach it. */
    String whyItHolds(Question question);

    /** What may be claimed once its controls are wired, the strongest claim first. */
    List<Promise> promises();

    /** The strongest promise whose controls are all wired. */
    default Assurance assurance(Set<Control> wired) {
        for (Promise promise : promises()) {
            if (promise.isKeptBy(wired)) {
                return promise.assurance();
            }
        }
        return Assurance.NOT_COVERED;
    }

    /** What the ledger can show of it afterwards. */
    String evidence();

    /** What no software here can see or stop, said to people beside the assurance. */
    String limit();
}
