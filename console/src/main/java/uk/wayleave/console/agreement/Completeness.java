package uk.wayleave.console.agreement;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import uk.wayleave.console.agreement.AgreementPages.Task;
import uk.wayleave.framework.Assurance;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.clause.Clauses;
import uk.wayleave.register.agreement.AgreementContent;

/** What an agreement says, part by part, and what an information governance officer will miss in it. */
final class Completeness {
    private final Clauses clauses;

    Completeness(Clauses clauses) {
        this.clauses = clauses;
    }

    List<Task> of(AgreementContent content) {
        String missing = unattested(content);
        return List.of(
                done("Basis and signed contract", Words.of(content.basis()), "basis"),
                done("Purposes", count(content.purposes().size(), "purpose"), "purposes"),
                done(
                        "Operations and data",
                        count(content.operations().size(), "operation") + ", up to " + content.tier(),
                        "operations"),
                done(
                        "Personal fields",
                        content.fields().classes().isEmpty()
                                ? "all stay masked"
                                : count(content.fields().classes().size(), "class", "classes") + " opened",
                        "fields"),
                done("Products and destinations", count(content.destinations().size(), "product"), "products"),
                done("Sub-processors", count(content.subProcessors().size(), "sub-processor"), "processors"),
                done("Retention", count(content.retentionDays(), "day"), "retention"),
                done("Proof of the person asking", "reading and writing", "proof-read"),
                new Task(
                        "Clauses attested",
                        missing.isEmpty() ? count(content.attested().size(), "clause") : "Not attested: " + missing,
                        "attested",
                        missing.isEmpty()),
                done("Dates", Words.day(content.from()) + " to " + Words.day(content.until()), "from"));
    }

    /** Clauses that no software can keep and nobody has promised, so nothing stands behind them. */
    private String unattested(AgreementContent content) {
        Set<ClauseId> attested = content.attested();
        return clauses.inOrder().stream()
                .filter(clause ->
                        clause.promises().stream().anyMatch(promise -> promise.assurance() == Assurance.ATTESTED))
                .map(clause -> clause.id())
                .filter(id -> !attested.contains(id))
                .map(ClauseId::toString)
                .collect(Collectors.joining(", "));
    }

    private static Task done(String name, String says, String anchor) {
        return new Task(name, says, anchor, true);
    }

    private static String count(int number, String one) {
        return count(number, one, one + "s");
    }

    private static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
