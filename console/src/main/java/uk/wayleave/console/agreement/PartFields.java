package uk.wayleave.console.agreement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import uk.wayleave.console.web.Choice;
import uk.wayleave.console.web.Form;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.api.TextFields;
import uk.wayleave.control.draft.DraftAnswers;
import uk.wayleave.framework.Audience;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Tier;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.text.TextTreatment;
import uk.wayleave.pages.Page;
import uk.wayleave.register.agreement.ContractTerm;
import uk.wayleave.register.agreement.Draft;
import uk.wayleave.register.agreement.Gaps;
import uk.wayleave.register.agreement.Part;
import uk.wayleave.register.party.Product;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Treatment;

/** What the page of each part offers to choose from, and shows beside it. */
final class PartFields {
    private final PagesForPeople.Parts parts;
    private final PersonalFields personal;

    PartFields(PagesForPeople.Parts parts) {
        this.parts = parts;
        this.personal = new PersonalFields(parts.catalogue());
    }

    /** The operations of one API. */
    public record Group(String api, List<Choice> operations, long chosen) {}

    /** A product with its destinations. */
    public record ProductFields(String name, List<Row> rows) {}

    /** One destination as typed. */
    public record Row(String field, int number, String system, String country, List<String> audience) {}

    /** What a contract has to say, and where it does. */
    public record Term(String field, String source, String meaning, String where) {}

    /** A contract that is kept. */
    public record Kept(String href, String name, String hash, String size, String at) {}

    /**
     * @param all what is filled in of every part
     * @param form what is filled in of this one
     * @param more whether one more destination of each product is to be asked for
     */
    Page of(Part part, Draft draft, Form all, Form form, boolean more, Page page) {
        return switch (part) {
            case PARTIES ->
                page.with(
                        "organisations",
                        parts.register().organisations().of(draft.controller()).stream()
                                .map(one -> new Choice(one.swaCode().value(), one.swaCode() + ", " + one.name()))
                                .toList());
            case BASIS ->
                page.with("bases", choices(Basis.values(), Basis::name, Words::of))
                        .with("processorTerms", terms(Basis.PROCESSOR_AGREEMENT, form))
                        .with("restrictedTerms", terms(Basis.RESTRICTED_USE, form));
            case CONTRACT ->
                page.with("kept", kept(draft)).with("upload", DraftPages.path(draft.agreement()) + "/contract");
            case PURPOSES ->
                page.with(
                        "purposes",
                        Arrays.stream(Purpose.values())
                                .filter(Purpose::servesTheController)
                                .map(one -> new Choice(one.wireName(), one.meaning()))
                                .toList());
            case OPERATIONS ->
                page.with(
                                "versions",
                                parts.catalogue().versions().stream()
                                        .map(ApiVersion::segment)
                                        .map(one -> new Choice(one, one))
                                        .toList())
                        .with("groups", groups(form));
            case DATA ->
                page.with("tiers", choices(Tier.values(), Tier::name, Words::of))
                        .with(
                                "classes",
                                Arrays.stream(DataClass.values())
                                        .filter(DataClass::isGrantable)
                                        .map(one -> new Choice(one.name(), one.meaning()))
                                        .toList())
                        .with("exposed", exposed(all));
            case FREE_TEXT ->
                page.with("treatments", choices(TextTreatment.values(), TextTreatment::name, Words::of))
                        .with("textFields", TextFields.of(parts.catalogue(), Set.copyOf(all.all("versions"))));
            case PROOF -> page.with("proofs", choices(ProofLevel.values(), ProofLevel::name, Words::of));
            case PRODUCTS ->
                page.with(
                                "products",
                                parts.register().products().of(draft.integrator()).stream()
                                        .map(product -> fields(product, form, more))
                                        .toList())
                        .with("audiences", choices(Audience.values(), Audience::name, Words::of));
            case CLAUSES -> page.with("clauses", clauses(all));
            case DATES, SUB_PROCESSORS, RETENTION, CONTACTS -> page;
        };
    }

    /** Text of a constant. */
    private interface Text<E> {
        String of(E one);
    }

    private static <E> List<Choice> choices(E[] all, Text<E> name, Text<E> words) {
        return Arrays.stream(all)
                .map(one -> new Choice(name.of(one), words.of(one)))
                .toList();
    }

    private static List<Term> terms(Basis basis, Form form) {
        return ContractTerm.of(basis).stream()
                .map(term -> new Term("term-" + term, term.source(), term.meaning(), form.text("term-" + term)))
                .toList();
    }

    private List<Kept> kept(Draft draft) {
        return parts.register().papers().of(draft.controller(), draft.agreement()).stream()
                .map(paper -> new Kept(
                        "/console/agreements/" + draft.agreement() + "/contract/" + paper.hash(),
                        paper.name(),
                        paper.hash().toString(),
                        Words.size(paper.size()),
                        Words.time(paper.kept())))
                .toList();
    }

    private List<Choice> clauses(Form all) {
        var toAttest = Gaps.toAttest(
                all.text("basis").equals(Basis.RESTRICTED_USE.name())
                        ? Basis.RESTRICTED_USE
                        : Basis.PROCESSOR_AGREEMENT);
        return parts.clauses().inOrder().stream()
                .map(one -> new Choice(
                        one.id().toString(),
                        one.id() + ": " + one.meaning() + (toAttest.contains(one.id()) ? " (needed)" : "")))
                .toList();
    }

    private static ProductFields fields(Product product, Form form, boolean more) {
        String at = "product-" + product.id() + "-";
        List<Row> rows = new ArrayList<>();
        for (int row = 0; row < DraftAnswers.DESTINATIONS_AT_MOST; row++) {
            String field = at + row;
            boolean filled = form.fields().keySet().stream().anyMatch(name -> name.startsWith(field + "-"));
            if (filled) rows.add(row(field, rows.size(), form));
        }
        if (rows.isEmpty() || more) {
            String field = at + nextFree(at, form);
            rows.add(row(field, rows.size(), form));
        }
        return new ProductFields(product.name(), rows);
    }

    private static int nextFree(String at, Form form) {
        int row = 0;
        while (row < DraftAnswers.DESTINATIONS_AT_MOST - 1 && taken(at + row + "-", form)) row++;
        return row;
    }

    private static boolean taken(String prefix, Form form) {
        return form.fields().keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    private static Row row(String field, int number, Form form) {
        return new Row(
                field,
                number + 1,
                form.text(field + "-system"),
                form.text(field + "-country"),
                form.all(field + "-audience"));
    }

    private List<Group> groups(Form form) {
        Map<String, TreeSet<String>> byApi = new TreeMap<>();
        for (ApiVersion version : parts.catalogue().versions())
            for (Operation operation : parts.catalogue().operations(version))
                if (operation.treatment() != Treatment.NEVER)
                    byApi.computeIfAbsent(operation.api().segment(), same -> new TreeSet<>())
                            .add(operation.id().value());
        Set<String> chosen = new HashSet<>(form.all("operations"));
        List<Group> groups = new ArrayList<>();
        byApi.forEach((api, ids) -> groups.add(new Group(
                api.toUpperCase(Locale.ROOT).charAt(0) + api.substring(1),
                ids.stream()
                        .map(id -> new Choice(id, id.substring(id.indexOf('.') + 1)))
                        .toList(),
                ids.stream().filter(chosen::contains).count())));
        return groups;
    }

    /** What the answers of the chosen operations hold of persons, whether it is opened or stays masked. */
    private List<PersonalFields.Exposed> exposed(Form all) {
        Set<OperationId> operations = new TreeSet<>();
        for (String text : all.all("operations"))
            for (ApiVersion version : parts.catalogue().versions())
                for (Operation one : parts.catalogue().operations(version))
                    if (one.id().value().equals(text)) operations.add(one.id());
        Set<DataClass> opened = new HashSet<>();
        for (DataClass one : DataClass.values()) if (all.all("fields").contains(one.name())) opened.add(one);
        return personal.of(operations, Set.copyOf(all.all("versions")), opened);
    }
}
