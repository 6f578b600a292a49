package uk.wayleave.console.call;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import uk.wayleave.register.call.TextFinding;
import uk.wayleave.register.call.TextFinding.Outcome;
import uk.wayleave.screening.PersonalData;

/** What screening found in texts, in words (clause B5). */
final class TextWords {
    private TextWords() {}

    static String of(Outcome outcome) {
        return switch (outcome) {
            case REFUSED -> "Refused";
            case WARNED -> "Sent with a warning";
            case OVERRIDDEN -> "Sent for a reason given";
            case ALLOWED -> "Allowed by the agreement";
        };
    }

    /** {@code a person's name}; a class that later rules have is told as the ledger has it. */
    static String ofClass(String personalData) {
        return PersonalData.withId(personalData).map(PersonalData::description).orElse(personalData.replace('-', ' '));
    }

    /** For a line of the list: what was not refused and went to Street Manager all the same. */
    static List<String> marks(List<TextFinding> texts) {
        return Arrays.stream(Outcome.values())
                .filter(outcome -> outcome != Outcome.REFUSED)
                .filter(outcome -> texts.stream().anyMatch(one -> one.outcome() == outcome))
                .map(outcome -> switch (outcome) {
                    case REFUSED -> "";
                    case WARNED -> "Text warned of";
                    case OVERRIDDEN -> "Text sent for a reason";
                    case ALLOWED -> "Text allowed";
                })
                .toList();
    }

    /** For a call's page: {@code Sent with a warning: a person's name (2 places)}. */
    static List<String> lines(List<TextFinding> texts) {
        return texts.stream()
                .sorted(Comparator.comparing(TextFinding::outcome).thenComparing(TextFinding::personalData))
                .map(one -> of(one.outcome()) + ": " + ofClass(one.personalData()) + " ("
                        + (one.number() == 1 ? "1 place" : one.number() + " places") + ")")
                .toList();
    }

    /**
     * A line of the table of figures.
     *
     * @param numbers in the order of {@link Outcome}
     */
    public record Line(String personalData, List<Integer> numbers) {}

    static List<Line> table(List<TextFinding> texts) {
        Map<String, List<TextFinding>> byClass =
                texts.stream().collect(Collectors.groupingBy(TextFinding::personalData));
        return byClass.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(one -> new Line(
                        ofClass(one.getKey()),
                        Arrays.stream(Outcome.values())
                                .map(outcome -> one.getValue().stream()
                                        .filter(found -> found.outcome() == outcome)
                                        .mapToInt(TextFinding::number)
                                        .sum())
                                .toList()))
                .toList();
    }
}
