package uk.wayleave.register.call;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import uk.wayleave.evidence.Entry;
import uk.wayleave.evidence.Facts.Fact;

/** What some entries of one call, in their order, come to. */
final class CallTrace {
    private final UUID call;
    private final long first;
    private final Instant at;
    private final Set<String> works = new LinkedHashSet<>();
    private final Set<String> rules = new LinkedHashSet<>();
    private final Set<TextFinding> texts = new LinkedHashSet<>();
    private long last;
    private CallState state = CallState.UNDER_WAY;
    private @Nullable UUID integrator;
    private @Nullable UUID product;
    private @Nullable String operation;
    private @Nullable String apiVersion;
    private @Nullable String effect;
    private @Nullable UUID agreement;
    private @Nullable UUID instruction;
    private @Nullable UUID person;
    private @Nullable Long status;
    private @Nullable String code;
    private @Nullable String upstream;
    private long withheld;

    CallTrace(Entry first) {
        this.call = first.call();
        this.first = first.sequence();
        this.at = first.at();
        add(first);
    }

    /** One more of its entries, later than those before. */
    void add(Entry entry) {
        last = entry.sequence();
        integrator = id(entry, "integrator").orElse(integrator);
        product = id(entry, "product").orElse(product);
        operation = text(entry, "operation").orElse(operation);
        apiVersion = text(entry, "api_version").orElse(apiVersion);
        effect = text(entry, "effect").orElse(effect);
        agreement = id(entry, "agreement").orElse(agreement);
        instruction = id(entry, "instruction").orElse(instruction);
        person = id(entry, "person").orElse(person);
        upstream = text(entry, "upstream").orElse(upstream);
        // In brackets stand words for what has no reference.
        texts(entry, "references").stream()
                .filter(reference -> !reference.startsWith("("))
                .forEach(works::add);
        // Each entry of the call says it anew.
        for (TextFinding.Outcome outcome : TextFinding.Outcome.values())
            text(entry, "personal_data_" + outcome.id()).ifPresent(counts -> texts.addAll(findings(outcome, counts)));
        switch (entry.kind()) {
            case INTENT, OUTCOME, ACT -> {}
            case RELEASE -> {
                state = CallState.ANSWERED;
                status = count(entry, "status").orElse(status);
                withheld = count(entry, "masked_values").orElse(withheld);
            }
            case REFUSAL -> {
                rules.addAll(texts(entry, "rules"));
                state = rules.isEmpty() ? CallState.FAILED : CallState.REFUSED;
                status = count(entry, "status").orElse(status);
                code = text(entry, "code").orElse(code);
            }
        }
    }

    /** The clauses of its rules: of {@code A5c.journey-planning} it is {@code A5c}. */
    Set<String> clauses() {
        return rules.stream()
                .map(rule -> rule.substring(0, Math.max(0, rule.indexOf('.'))))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    UUID call() {
        return call;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    Instant at() {
        return at;
    }

    CallState state() {
        return state;
    }

    @Nullable
    UUID integrator() {
        return integrator;
    }

    @Nullable
    UUID product() {
        return product;
    }

    @Nullable
    String operation() {
        return operation;
    }

    @Nullable
    String apiVersion() {
        return apiVersion;
    }

    @Nullable
    String effect() {
        return effect;
    }

    @Nullable
    UUID agreement() {
        return agreement;
    }

    @Nullable
    UUID instruction() {
        return instruction;
    }

    @Nullable
    UUID person() {
        return person;
    }

    @Nullable
    Long status() {
        return status;
    }

    @Nullable
    String code() {
        return code;
    }

    @Nullable
    String upstream() {
        return upstream;
    }

    long withheld() {
        return withheld;
    }

    Set<String> works() {
        return works;
    }

    Set<TextFinding> texts() {
        return texts;
    }

    Set<String> rules() {
        return rules;
    }

    /** Of {@code email:1 name:2}. */
    private static List<TextFinding> findings(TextFinding.Outcome outcome, String counts) {
        return Arrays.stream(counts.split(" ", -1))
                .flatMap(one -> TextFinding.of(outcome.id() + ":" + one).stream())
                .toList();
    }

    private static Optional<String> text(Entry entry, String name) {
        return entry.facts().values().get(name) instanceof Fact.Text(String value)
                ? Optional.of(value)
                : Optional.empty();
    }

    private static Optional<Long> count(Entry entry, String name) {
        return entry.facts().values().get(name) instanceof Fact.Count(long value)
                ? Optional.of(value)
                : Optional.empty();
    }

    /** What is no id is no id of anything. */
    private static Optional<UUID> id(Entry entry, String name) {
        try {
            return text(entry, name).map(UUID::fromString);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Collection<String> texts(Entry entry, String name) {
        if (!(entry.facts().values().get(name) instanceof Fact.Items(List<Fact> items))) return List.of();
        return items.stream()
                .filter(Fact.Text.class::isInstance)
                .map(item -> ((Fact.Text) item).value())
                .toList();
    }
}
