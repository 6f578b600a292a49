package uk.wayleave.console.call;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import uk.wayleave.console.agreement.Words;
import uk.wayleave.evidence.Entry;
import uk.wayleave.evidence.Facts.Fact;
import uk.wayleave.evidence.Receipt;
import uk.wayleave.evidence.StoredEntry;

/** The entries of a call as a timeline. */
final class Moments {
    private Moments() {}

    /**
     * One entry.
     *
     * @param after since the first, in milliseconds, or empty for the first
     * @param facts all that it says, by name
     * @param leaf and chain of its receipt
     */
    public record Moment(
            String what,
            String says,
            String at,
            String after,
            long sequence,
            String id,
            String leaf,
            String chain,
            List<Line> facts) {}

    /** One fact. */
    public record Line(String name, String value) {}

    /** @param entries as they were read from {@code stored}, in the same order */
    static List<Moment> of(List<StoredEntry> stored, List<Entry> entries) {
        List<Moment> moments = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            Receipt receipt = stored.get(i).receipt();
            Duration after = Duration.between(entries.getFirst().at(), entry.at());
            moments.add(new Moment(
                    what(entry),
                    says(entry),
                    Words.time(entry.at()),
                    i == 0 ? "" : String.format(Locale.UK, "%,.1f ms after the first", after.toNanos() / 1e6),
                    entry.sequence(),
                    entry.id().toString(),
                    receipt.leafHash(),
                    receipt.chainHash(),
                    lines(entry.facts().values())));
        }
        return moments;
    }

    private static String what(Entry entry) {
        return switch (entry.kind()) {
            case INTENT -> "Judged and let through";
            case OUTCOME -> "Street Manager answered";
            case RELEASE -> "Released to the product";
            case REFUSAL -> "Refused";
            case ACT -> "Done in the console";
        };
    }

    private static String says(Entry entry) {
        Map<String, Fact> facts = entry.facts().values();
        return switch (entry.kind()) {
            case INTENT -> "Recorded before anything was released. No clause was breached.";
            case OUTCOME -> facts.get("upstream") instanceof Fact.Text(String state) ? CallWords.upstream(state) : "";
            case RELEASE ->
                facts.get("bytes") instanceof Fact.Count(long bytes)
                        ? String.format(Locale.UK, "%,d bytes, recorded before the first one left.", bytes)
                        : "Recorded before the first byte left.";
            case REFUSAL -> facts.get("code") instanceof Fact.Text(String code) ? CallWords.refusal(code) : "";
            case ACT -> "";
        };
    }

    private static List<Line> lines(Map<String, Fact> facts) {
        return facts.entrySet().stream()
                .map(one -> new Line(one.getKey().replace('_', ' '), written(one.getValue())))
                .toList();
    }

    private static String written(Fact fact) {
        return switch (fact) {
            case Fact.Text(String value) -> value;
            case Fact.Count(long value) -> String.format(Locale.UK, "%,d", value);
            case Fact.Flag(boolean value) -> value ? "yes" : "no";
            case Fact.Items(List<Fact> values) ->
                values.isEmpty()
                        ? "none"
                        : String.join(
                                ", ", values.stream().map(Moments::written).toList());
            case Fact.Group(Map<String, Fact> values) ->
                String.join(
                        "; ",
                        values.entrySet().stream()
                                .map(one -> one.getKey() + ": " + written(one.getValue()))
                                .toList());
        };
    }
}
