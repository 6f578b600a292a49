package uk.wayleave.gateway.screening;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.clause.FurtherRules;
import uk.wayleave.framework.text.FreeTextPolicy;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.screening.Finding;
import uk.wayleave.screening.Findings;
import uk.wayleave.screening.PersonalData;
import uk.wayleave.screening.Screening;
import uk.wayleave.streetmanager.PublishedTexts;
import uk.wayleave.streetmanager.RequestShape;

/**
 * No personal data in free text that goes out (framework B5; Street Manager's terms: "refer to 'the resident', 'the contract
 * manager'"), as the agreement has it. What becomes public at once is held to the strictest: there anything that may be
 * personal data counts.
 */
public final class FreeText {
    private static final int TOLD_AT_MOST = 50;

    private final Screening screening;
    private final PublishedTexts published;

    public FreeText(Screening screening, PublishedTexts published) {
        this.screening = screening;
        this.published = published;
    }

    /** What becomes of a finding. */
    private enum Outcome {
        ALLOWED,
        WARNED,
        OVERRIDDEN,
        REFUSED;

        /** Of the fact in the ledger. */
        String fact() {
            return "personal_data_" + name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** One finding and where it is. */
    private record Place(OutgoingText text, Finding finding) {
        String told() {
            return text.where() + ", characters " + finding.start() + " to " + finding.end() + ": "
                    + finding.personalData().description() + " ("
                    + finding.rule().id() + "). "
                    + finding.rule().advice();
        }

        /** An item of a list as RFC 9651 section 3.1 writes it; places and names need no escaping. */
        String item(Outcome outcome) {
            return "\"" + text.where() + "\";start=" + finding.start() + ";end=" + finding.end() + ";class="
                    + finding.personalData().id() + ";rule=" + finding.rule().id() + ";"
                    + outcome.name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Refuses a call that says something of a person where the agreement has it refused: each place with its class and cure.
     * What goes on all the same is told to the caller and counted, by class, in every record of the call.
     *
     * @param paragraphs of the document that it would send
     * @return the reason for which it goes on in spite of what would have been refused
     */
    Optional<String> judge(Passage passage, Judged judged, List<String> paragraphs) {
        Optional<String> reason = Reason.of(passage, screening);
        FreeTextPolicy policy = judged.agreement().freeText();
        Map<Outcome, List<Place>> places = new EnumMap<>(Outcome.class);
        List<OutgoingText> texts =
                new ArrayList<>(new TextsOfCall(published).of(passage.incoming().query(), judged.requested()));
        for (int i = 0; i < paragraphs.size(); i++) {
            texts.add(new OutgoingText(
                    "paragraph " + (i + 1) + " of the file", RequestShape.Form.FILE, false, paragraphs.get(i)));
        }
        for (OutgoingText text : texts) {
            Findings found = screening.screen(text.text());
            for (Finding one :
                    found.atLeast(text.published() ? 0 : Findings.LIKELY).all()) {
                places.computeIfAbsent(outcome(policy, text, reason.isPresent()), _ -> new ArrayList<>())
                        .add(new Place(text, one));
            }
        }
        if (places.isEmpty()) {
            return Optional.empty();
        }
        passage.notes("screening_version", screening.rulesVersion());
        places.forEach((outcome, found) -> passage.notes(outcome.fact(), counts(found)));
        refuse(judged, policy, places.getOrDefault(Outcome.REFUSED, List.of()));
        for (Outcome outcome : List.of(Outcome.WARNED, Outcome.OVERRIDDEN)) {
            places.getOrDefault(outcome, List.of()).stream()
                    .limit(TOLD_AT_MOST)
                    .forEach(place -> passage.warns(place.item(outcome)));
        }
        return reason.filter(_ -> places.containsKey(Outcome.OVERRIDDEN));
    }

    private static Outcome outcome(FreeTextPolicy policy, OutgoingText text, boolean reasonGiven) {
        return switch (policy.of(text.field(), text.published())) {
            case ALLOW -> Outcome.ALLOWED;
            case WARN -> Outcome.WARNED;
            case REFUSE ->
                reasonGiven && policy.permitsOverride(text.published()) ? Outcome.OVERRIDDEN : Outcome.REFUSED;
        };
    }

    private static void refuse(Judged judged, FreeTextPolicy policy, List<Place> places) {
        if (places.isEmpty()) {
            return;
        }
        List<Breach> breaches = new ArrayList<>();
        for (Place place : places.subList(0, Math.min(places.size(), TOLD_AT_MOST))) {
            String way = policy.permitsOverride(place.text().published())
                    ? " Should it be none, give the reason in the header " + Reason.HEADER + "."
                    : "";
            breaches.add(new Breach(FurtherRules.PERSONAL_DATA_IN_FREE_TEXT, place.told() + way));
        }
        if (places.size() > TOLD_AT_MOST) {
            breaches.add(new Breach(
                    FurtherRules.PERSONAL_DATA_IN_FREE_TEXT,
                    "And at " + (places.size() - TOLD_AT_MOST) + " more places."));
        }
        throw new Refused(Refusal.ByFramework.of(
                UpstreamState.NOT_SENT, judged.requested().operation(), breaches.toArray(Breach[]::new)));
    }

    /** For the ledger: {@code email:1 name:2}. */
    private static String counts(List<Place> places) {
        Map<PersonalData, Integer> counts = new EnumMap<>(PersonalData.class);
        places.forEach(place -> counts.merge(place.finding().personalData(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(one -> one.getKey().id() + ":" + one.getValue())
                .collect(Collectors.joining(" "));
    }
}
