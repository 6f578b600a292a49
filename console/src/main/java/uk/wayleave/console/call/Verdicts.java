package uk.wayleave.console.call;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import uk.wayleave.evidence.Entry;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts.Fact;
import uk.wayleave.framework.AccountFit;
import uk.wayleave.framework.Acting;
import uk.wayleave.framework.Agreement;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Call;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Part;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Question;
import uk.wayleave.framework.Standing;
import uk.wayleave.framework.Tier;
import uk.wayleave.framework.clause.Clause;
import uk.wayleave.framework.clause.Clauses;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.RegisteredAgreement;

/**
 * What each clause said of a call. Which held and which were breached, by which rule, is what the ledger has; why it held
 * is said again in the framework's words, from the facts of the entry and the agreement and instruction they name.
 */
final class Verdicts {
    private final Clauses clauses;
    private final Register register;

    Verdicts(Clauses clauses, Register register) {
        this.clauses = clauses;
        this.register = register;
    }

    /**
     * One clause.
     *
     * @param cures what to do, of a breach
     */
    public record Verdict(
            String clause, String meaning, String verdict, String colour, List<String> why, List<String> cures) {
        boolean breached() {
            return !cures.isEmpty();
        }
    }

    /** Of a Controller's call, in the framework's order. */
    List<Verdict> of(List<Entry> entries) {
        Set<String> held = entries.stream()
                .filter(one -> one.kind() == EntryKind.INTENT)
                .flatMap(one -> texts(one, "clauses").stream())
                .collect(Collectors.toSet());
        List<String> rules = entries.stream()
                .filter(one -> one.kind() == EntryKind.REFUSAL)
                .flatMap(one -> texts(one, "rules").stream())
                .distinct()
                .toList();
        Optional<Question> question = entries.stream()
                .filter(one -> one.kind() == EntryKind.INTENT)
                .findFirst()
                .flatMap(this::question);
        return all(rules, held, question);
    }

    /** Of a call of which only the rules that it breached are known. */
    List<Verdict> ofBreaches(List<String> rules) {
        return all(rules, Set.of(), Optional.empty()).stream()
                .filter(Verdict::breached)
                .toList();
    }

    private List<Verdict> all(List<String> rules, Set<String> held, Optional<Question> question) {
        Map<String, List<String>> breached = new TreeMap<>();
        for (String rule : rules)
            breached.computeIfAbsent(rule.substring(0, Math.max(0, rule.indexOf('.'))), same -> new ArrayList<>())
                    .add(rule);
        return clauses.inOrder().stream()
                .map(clause -> verdict(
                        clause,
                        breached.getOrDefault(clause.id().toString(), List.of()),
                        held.contains(clause.id().toString()),
                        question))
                .toList();
    }

    private Verdict verdict(Clause clause, List<String> breached, boolean held, Optional<Question> question) {
        String id = clause.id().toString();
        if (!breached.isEmpty())
            return new Verdict(
                    id,
                    clause.meaning(),
                    "Breached",
                    "govuk-tag--red",
                    breached.stream()
                            .map(rule -> clauses.rule(rule)
                                    .map(known -> known.reason())
                                    .orElse(rule))
                            .toList(),
                    breached.stream()
                            .map(rule -> clauses.rule(rule)
                                    .map(known -> known.cure())
                                    .orElse("This rule is no longer in force."))
                            .toList());
        if (held)
            return new Verdict(
                    id,
                    clause.meaning(),
                    "Held",
                    "govuk-tag--green",
                    question.map(clause::whyItHolds)
                            .filter(why -> !why.isBlank())
                            .map(List::of)
                            .orElse(List.of()),
                    List.of());
        return new Verdict(id, clause.meaning(), "No breach", "govuk-tag--grey", List.of(), List.of());
    }

    /** What the framework was asked, as far as the entry and the register tell; enough to say why a clause held. */
    private Optional<Question> question(Entry intent) {
        try {
            ControllerId controller = new ControllerId(intent.controller());
            AgreementId agreement = AgreementId.of(text(intent, "agreement"));
            Optional<Agreement> then = register.agreements()
                    .find(controller, agreement)
                    .map(one -> version(one, count(intent, "agreement_version")));
            Optional<Instruction> instruction =
                    register.instructions().find(controller, InstructionId.of(text(intent, "instruction")));
            Call call = new Call(
                    controller,
                    agreement,
                    IntegratorId.of(text(intent, "integrator")),
                    ProductId.of(text(intent, "product")),
                    Standing.ACTIVE,
                    text(intent, "api_version"),
                    new OperationId(text(intent, "operation")),
                    Effect.valueOf(text(intent, "effect")),
                    Tier.valueOf(text(intent, "tier")),
                    false,
                    Purpose.ofWireName(text(intent, "purpose")).stream().collect(Collectors.toSet()),
                    Set.copyOf(texts(intent, "references")),
                    Set.of(),
                    Optional.empty(),
                    Acting.valueOf(text(intent, "acting")),
                    Part.valueOf(text(intent, "part")),
                    AccountFit.FITS,
                    Optional.empty());
            return Optional.of(new Question(call, then, instruction, intent.at()));
        } catch (IllegalArgumentException e) {
            // An entry of another version of the program, which has other words: the verdicts stand without their
            // reasons.
            return Optional.empty();
        }
    }

    private static Agreement version(RegisteredAgreement agreement, long version) {
        return agreement.versions().stream()
                .filter(one -> one.version() == version)
                .findFirst()
                .map(one -> RegisteredAgreement.inVersion(
                        agreement.id(), one, agreement.controller(), agreement.integrator(), agreement.state()))
                .orElseGet(agreement::agreement);
    }

    private static String text(Entry entry, String name) {
        if (entry.facts().values().get(name) instanceof Fact.Text(String value)) return value;
        throw new IllegalArgumentException("The entry has no " + name + ".");
    }

    private static long count(Entry entry, String name) {
        return entry.facts().values().get(name) instanceof Fact.Count(long value) ? value : 0;
    }

    private static List<String> texts(Entry entry, String name) {
        if (!(entry.facts().values().get(name) instanceof Fact.Items(List<Fact> items))) return List.of();
        return items.stream()
                .filter(Fact.Text.class::isInstance)
                .map(one -> ((Fact.Text) one).value())
                .toList();
    }
}
