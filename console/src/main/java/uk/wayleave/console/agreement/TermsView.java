package uk.wayleave.console.agreement;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.clause.Clause;
import uk.wayleave.pages.Page;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.agreement.AgreementVersion;
import uk.wayleave.register.agreement.Attestation;
import uk.wayleave.register.agreement.ContractTerm;
import uk.wayleave.register.agreement.LegalBody;
import uk.wayleave.register.agreement.Particulars;
import uk.wayleave.register.agreement.RegisteredAgreement;

/** What one version of an agreement says, in words: on a page, on paper and in a PDF alike. */
final class TermsView {
    private static final String NOT_SAID = "Not said in this version";

    private final PagesForPeople.Parts parts;
    private final PersonalFields personal;

    TermsView(PagesForPeople.Parts parts) {
        this.parts = parts;
        this.personal = new PersonalFields(parts.catalogue());
    }

    /** A heading of the contract's and where it says it. */
    public record Term(String source, String meaning, String where) {}

    /** One clause, and who stands for it. */
    public record ClauseLine(String id, String text, List<String> by) {}

    /** @param side and the rest in words */
    public record Signed(String side, String name, String at) {}

    /** A party as the law knows it. */
    public record LegalParty(String name, String codes, String ico) {}

    Page of(RegisteredAgreement agreement, AgreementVersion version, Page page) {
        AgreementContent content = version.content();
        Particulars particulars = content.particulars();
        return page.with("state", Words.of(agreement.state()))
                .with("id", agreement.id().toString())
                .with("version", version.version())
                .with("hash", version.hash().toString())
                .with("legalController", legal(particulars.controller()))
                .with("legalIntegrator", legal(particulars.integrator()))
                .with("basis", Words.of(content.basis()))
                .with("fallback", particulars.fallback())
                .with("contractTerms", terms(content))
                .with("document", content.document().toString())
                .with(
                        "purposes",
                        content.purposes().stream()
                                .sorted()
                                .map(one -> one.meaning())
                                .toList())
                .with("words", orNotSaid(particulars.purposes()))
                .with("versions", content.apiVersions().stream().sorted().toList())
                .with("operations", personal.of(content))
                .with("tier", Words.of(content.tier()))
                .with("workstreams", workstreams(content.workstreams()))
                .with("side", String.format(Locale.UK, "%,d", content.longestSide()))
                .with(
                        "closed",
                        content.fields().closedOfOthers()
                                ? "Instructions may ask for fields of others' records that are not open data"
                                : "Of others' records only the open fields")
                .with(
                        "opened",
                        content.fields().classes().stream()
                                .sorted()
                                .map(one -> one.meaning())
                                .toList())
                .with("freeText", freeText(content))
                .with("destinations", destinations(content))
                .with(
                        "processors",
                        content.subProcessors().stream()
                                .map(one -> one.name() + ", " + one.country())
                                .toList())
                .with("retention", content.retentionDays())
                .with(
                        "proofs",
                        content.proof().entrySet().stream()
                                .sorted(Comparator.comparing(one -> one.getKey()))
                                .map(one -> Words.of(one.getKey()) + ", at least " + Words.of(one.getValue()))
                                .toList())
                .with("clauses", clauses(version))
                .with("from", Words.day(content.from()))
                .with("until", Words.day(content.until()))
                .with("review", particulars.review().map(Words::day).orElse(NOT_SAID))
                .with("dpia", orNotSaid(particulars.dpia()))
                .with("signatures", signatures(version));
    }

    private static String orNotSaid(String text) {
        return text.isEmpty() ? NOT_SAID : text;
    }

    private static LegalParty legal(LegalBody body) {
        return new LegalParty(
                orNotSaid(body.name()),
                body.swaCodes().isEmpty()
                        ? "none"
                        : body.swaCodes().stream()
                                .sorted()
                                .map(code -> code.value())
                                .collect(Collectors.joining(", ")),
                orNotSaid(body.icoRegistration()));
    }

    private static List<Term> terms(AgreementContent content) {
        return ContractTerm.of(content.basis()).stream()
                .map(term -> new Term(
                        term.source(),
                        term.meaning(),
                        content.particulars().terms().getOrDefault(term, NOT_SAID)))
                .toList();
    }

    private static String workstreams(Scope<String> scope) {
        return switch (scope) {
            case Scope.All<String> all -> "all";
            case Scope.Only<String> only -> only.members().stream().sorted().collect(Collectors.joining(", "));
        };
    }

    private static List<String> freeText(AgreementContent content) {
        List<String> lines = new ArrayList<>();
        lines.add(Words.of(content.freeText().otherwise()));
        content.freeText().fields().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(one -> lines.add(one.getKey() + ": " + Words.of(one.getValue())));
        lines.add(
                content.freeText().override()
                        ? "A requester may have a call go on with a reason, but where the text becomes public at once"
                        : "No requester may have a refused call go on");
        return lines;
    }

    private List<String> destinations(AgreementContent content) {
        List<String> destinations = new ArrayList<>();
        content.destinations()
                .forEach((product, list) -> list.forEach(one -> destinations.add(parts.register()
                                .products()
                                .find(product)
                                .map(found -> found.name())
                                .orElse("A product")
                        + ": " + one.system() + ", hosted in " + one.hostingCountry() + ", seen by "
                        + Words.of(one.audience()))));
        destinations.sort(Comparator.naturalOrder());
        return destinations;
    }

    private List<ClauseLine> clauses(AgreementVersion version) {
        return parts.clauses().inOrder().stream()
                .filter(one -> version.content().attested().contains(one.id()))
                .map(one -> line(one, version))
                .toList();
    }

    private static ClauseLine line(Clause clause, AgreementVersion version) {
        ClauseId id = clause.id();
        return new ClauseLine(
                id.toString(),
                clause.meaning(),
                version.attestations().stream()
                        .filter(one -> one.clause() == id)
                        .map(TermsView::who)
                        .toList());
    }

    private static String who(Attestation one) {
        return one.name() + " for the " + Words.of(one.side()).toLowerCase(Locale.ROOT) + ", " + Words.day(one.at());
    }

    static List<Signed> signatures(AgreementVersion version) {
        return version.signatures().stream()
                .map(one -> new Signed(Words.of(one.side()), one.name(), Words.time(one.at())))
                .toList();
    }

    /** Clauses that nobody of a side has attested yet. */
    static List<ClauseId> open(AgreementVersion version, Party side) {
        return version.content().attested().stream()
                .filter(id ->
                        version.attestations().stream().noneMatch(one -> one.side() == side && one.clause() == id))
                .sorted()
                .toList();
    }
}
