package uk.wayleave.framework;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import uk.wayleave.framework.clause.Clause;
import uk.wayleave.framework.clause.Clauses;
import uk.wayleave.framework.clause.Promise;
import uk.wayleave.framework.clause.Section;
import uk.wayleave.framework.clause.Sentence;

/** Writes {@code docs/framework.md} from the clauses and from the table of their tests. */
final class FrameworkDocument {
    private static final String INTRODUCTION = """
            # DfT's framework, clause by clause

            *Written by the build from the code (`FrameworkDocument` in module `framework`). Do not edit it: change the
            clause, then run `mvn -pl framework test -Dtest=FrameworkDocumentTest -Dwayleave.docs.write=true`.*

            The Department for Transport's *Framework for agreeing third party access to Street Manager data* (1 February
            2021) says under which terms a council or a utility may give another firm's product access to Street Manager.
            Wayleave makes each of its terms a clause in code. A call goes through only when **every** clause holds; a
            refusal names every clause breached, why, and what to do about it.

            This page is for whoever has to answer for that: it follows each sentence of the framework to the clause it
            became, to those it binds, to the controls that keep it, to what may honestly be claimed today, to the tests
            that prove it, and to what the ledger can show afterwards. Sentences are quoted by their opening words only;
            the framework itself is what counts. The rules listed are those of the decision, before anything is sent;
            where the gateway refuses later on, say because an answer proves to be somebody else's, it does so under the
            same clauses by rules of its own.

            ## Its four parts

            ```mermaid
            flowchart TB
                P["<b>P · Preamble</b><br/>data protection and Street Manager's terms are seen to;<br/>other purposes take open data"]
                A["<b>A · Terms of access</b><br/>asked for, answered to the asker, through its own account,<br/>by a processor; other uses (a to e) take open data"]
                B["<b>B · The authorised user ensures</b><br/>an agreement is in place, within terms and law;<br/>no sharing, no personal data in free text"]
                C["<b>C · The third party must not</b><br/>profit, use otherwise, publish, ring-fence<br/>or relay to another user"]
                Call(["one call"]) --> P --> A --> B --> C --> Permit(["permit: every clause explained"])
                P & A & B & C -. "any breach" .-> Refusal(["refusal: every clause breached, reason, cure"])
            ```

            """;
    private static final String ASSURANCE = """
            ## What may be claimed today

            Nobody types these claims in: each is computed from the controls with which the program was started, and
            falls when one of them is missing. They speak of calls that go through Wayleave. What happens to data after
            its hand-over, or by another way, no software here can see; each clause says so under *Limit*.

            """;

    private final Clauses clauses;
    private final List<Method> rows;
    private final Set<Control> wired;

    /**
     * @param rows the test methods marked {@link Refuses} or {@link Permits}
     * @param wired the controls that the program wires
     */
    FrameworkDocument(Clauses clauses, List<Method> rows, Set<Control> wired) {
        this.clauses = clauses;
        this.rows = rows;
        this.wired = wired;
    }

    String markdown() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        page.append(ASSURANCE);
        assurances(page);
        controls(page);
        page.append("## From sentence to clause\n\n");
        for (Section section : Section.values()) {
            sentences(page, section);
        }
        page.append("## The clauses\n\n");
        clauses.inOrder().forEach(clause -> clause(page, clause));
        return page.toString().stripTrailing() + "\n";
    }

    private void assurances(StringBuilder page) {
        page.append("| | Meaning | Clauses |\n|---|---|---|\n");
        for (Assurance assurance : Assurance.values()) {
            StringJoiner ids = new StringJoiner(", ");
            clauses.inOrder().stream()
                    .filter(clause -> clause.assurance(wired) == assurance)
                    .forEach(clause -> ids.add(link(clause)));
            page.append(row("**" + assurance.label() + "**", assurance.meaning(), ids.toString()));
        }
        page.append('\n');
    }

    private void controls(StringBuilder page) {
        page.append("The controls, and the clauses that lean on them:\n\n");
        page.append("| Control | Wired today | Clauses |\n|---|---|---|\n");
        for (Control control : Control.values()) {
            StringJoiner ids = new StringJoiner(", ");
            clauses.inOrder().stream()
                    .filter(clause -> controlsOf(clause).contains(control))
                    .forEach(clause -> ids.add(link(clause)));
            page.append(row(control.meaning(), wired.contains(control) ? "yes" : "no", orDash(ids)));
        }
        page.append('\n');
    }

    private void sentences(StringBuilder page, Section section) {
        page.append("### ").append(section.title()).append("\n\n");
        page.append("| Sentence | Clause | Binds | Controls | Assurance today | Refuses | Permits | Evidence |\n");
        page.append("|---|---|---|---|---|---|---|---|\n");
        for (Sentence sentence : Sentence.values()) {
            if (sentence.section() != section) {
                continue;
            }
            String opening = sentence.number() + ". “" + sentence.opening() + " …”";
            List<Clause> became = clausesOf(sentence);
            if (became.isEmpty()) {
                page.append(row(
                        opening, "none: " + lowerFirst(sentence.whyNoClause().orElseThrow()), "", "", "", "", "", ""));
            }
            for (Clause clause : became) {
                page.append(row(
                        opening,
                        link(clause),
                        binds(clause),
                        controlsInShort(clause),
                        clause.assurance(wired).label(),
                        tests(refusing(clause).size(), clause),
                        tests(permitting(clause).size(), clause),
                        clause.evidence()));
            }
        }
        page.append('\n');
    }

    private void clause(StringBuilder page, Clause clause) {
        page.append("### ").append(clause.id()).append("\n\n");
        page.append("**").append(clause.meaning()).append("**\n\n");
        page.append("- *Framework*: ").append(citation(clause)).append('\n');
        page.append("- *Binds*: ").append(binds(clause)).append('\n');
        page.append("- *Assurance today*: ")
                .append(clause.assurance(wired).label())
                .append('\n');
        for (Promise promise : clause.promises()) {
            page.append("    - ").append(promise(promise)).append('\n');
        }
        page.append("- *Evidence in the ledger*: ").append(clause.evidence()).append('\n');
        page.append("- *Limit*: ").append(clause.limit()).append('\n');
        page.append("- *Permits*: ").append(permits(clause)).append("\n\n");
        page.append("| Rule | Refuses because | Cure | Test that refuses |\n|---|---|---|---|\n");
        for (Rule rule : clause.rules()) {
            page.append(row("`" + rule.id() + "`", rule.reason(), rule.cure(), refuses(rule)));
        }
        page.append('\n');
    }

    private List<Clause> clausesOf(Sentence sentence) {
        return clauses.inOrder().stream()
                .filter(clause -> clause.sentences().contains(sentence))
                .toList();
    }

    private static String citation(Clause clause) {
        StringJoiner openings = new StringJoiner("; ");
        clause.citation().openings().forEach(opening -> openings.add("“" + opening + " …”"));
        return clause.citation().section() + ": " + openings;
    }

    private static String binds(Clause clause) {
        StringJoiner parties = new StringJoiner(" and ");
        for (Party party : Party.values()) {
            if (clause.binds().contains(party)) {
                parties.add(
                        switch (party) {
                            case CONTROLLER -> "authorised user";
                            case INTEGRATOR -> "third party";
                        });
            }
        }
        return parties.toString();
    }

    private static Set<Control> controlsOf(Clause clause) {
        Set<Control> controls = EnumSet.noneOf(Control.class);
        clause.promises().forEach(promise -> controls.addAll(promise.controls()));
        return controls;
    }

    private String controlsInShort(Clause clause) {
        StringJoiner controls = new StringJoiner(", ");
        for (Control control : controlsOf(clause)) {
            controls.add(nameOf(control) + (wired.contains(control) ? "" : " (not wired)"));
        }
        return controls.toString();
    }

    private String promise(Promise promise) {
        StringJoiner controls = new StringJoiner("; ");
        for (Control control : Control.values()) {
            if (promise.controls().contains(control)) {
                controls.add(lowerFirst(control.meaning()) + (wired.contains(control) ? "" : " (not wired)"));
            }
        }
        return promise.assurance().label() + " by: " + controls;
    }

    private static String tests(int number, Clause clause) {
        String tests = number == 1 ? "1 test" : number + " tests";
        return "[" + tests + "](#" + anchor(clause) + ")";
    }

    private List<Method> refusing(Clause clause) {
        return rows.stream()
                .filter(row -> row.isAnnotationPresent(Refuses.class))
                .filter(row -> row.getAnnotation(Refuses.class).value().startsWith(clause.id() + "."))
                .toList();
    }

    private List<Method> permitting(Clause clause) {
        return rows.stream()
                .filter(row -> row.isAnnotationPresent(Permits.class))
                .filter(row -> row.getAnnotation(Permits.class).value() == clause.id())
                .toList();
    }

    private String refuses(Rule rule) {
        return names(rows.stream()
                .filter(row -> row.isAnnotationPresent(Refuses.class))
                .filter(row -> row.getAnnotation(Refuses.class).value().equals(rule.id()))
                .toList());
    }

    private String permits(Clause clause) {
        return names(permitting(clause));
    }

    private static String names(List<Method> tests) {
        List<String> names = new ArrayList<>();
        tests.forEach(test -> names.add("`" + test.getDeclaringClass().getSimpleName() + "." + test.getName() + "`"));
        names.sort(String::compareTo);
        return String.join(", ", names);
    }

    private static String link(Clause clause) {
        return "[" + clause.id() + "](#" + anchor(clause) + ")";
    }

    private static String anchor(Clause clause) {
        return clause.id().toString().toLowerCase(Locale.ROOT);
    }

    private static String nameOf(Control control) {
        return control.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String lowerFirst(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1);
    }

    private static String orDash(StringJoiner joined) {
        return joined.length() == 0 ? "–" : joined.toString();
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
