package uk.wayleave.console.agreement;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import uk.wayleave.console.web.Form;
import uk.wayleave.framework.Agreement;
import uk.wayleave.framework.Audience;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.Destination;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Tier;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.text.FreeTextPolicy;
import uk.wayleave.pages.FormError;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.agreement.SubProcessor;
import uk.wayleave.register.party.Product;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;

/** Reads what an administrator filled in into an agreement's content, or says field by field what is missing or wrong. */
final class DraftForm {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern DAYS = Pattern.compile("[0-9]{1,4}");
    private static final Pattern WORKSTREAM = Pattern.compile("[0-9]{3}");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

    private final Catalogue catalogue;
    private final Form form;
    private final List<FormError> errors = new ArrayList<>();

    /** What became of it. */
    sealed interface Filled {
        record Complete(AgreementContent content) implements Filled {}

        record Wrong(List<FormError> errors) implements Filled {}
    }

    private DraftForm(Catalogue catalogue, Form form) {
        this.catalogue = catalogue;
        this.form = form;
    }

    /**
     * @param products of the integrator
     * @param before what the form was filled in from: whatever the form does not ask for stays as it was there
     */
    static Filled read(Catalogue catalogue, Form form, List<Product> products, Optional<AgreementContent> before) {
        return new DraftForm(catalogue, form).read(products, before);
    }

    private Filled read(List<Product> products, Optional<AgreementContent> before) {
        Basis basis = one("basis", Basis.values(), Basis::name, Basis.PROCESSOR_AGREEMENT, "Choose the basis");
        String hash = form.text("document").toLowerCase(Locale.ROOT);
        if (!HASH.matcher(hash).matches())
            wrong("document", "Enter the SHA-256 of the signed contract: 64 digits and letters from a to f");
        Set<Purpose> purposes = some("purposes", Purpose.values(), Purpose::wireName, "Choose at least one purpose");
        purposes.removeIf(purpose -> !purpose.servesTheController());
        Set<OperationId> operations = operations();
        Tier tier = one("tier", Tier.values(), Tier::name, Tier.T1, "Choose the highest tier of data");
        Map<ProductId, List<Destination>> destinations = destinations(products, before);
        List<SubProcessor> processors = processors();
        int retention = retention();
        ProofLevel read = one("proof-read", ProofLevel.values(), ProofLevel::name, ProofLevel.L3, "Choose a proof");
        ProofLevel write = one("proof-write", ProofLevel.values(), ProofLevel::name, ProofLevel.L3, "Choose a proof");
        Set<ClauseId> attested = given("attested", ClauseId.values(), ClauseId::toString);
        Set<DataClass> classes = given("fields", DataClass.values(), DataClass::name);
        classes.removeIf(kind -> !kind.isGrantable());
        Instant from = day("from", "Enter the first day in force, such as 2026-12-01");
        Instant until = day("until", "Enter the day it ends, such as 2027-12-01");
        if (errors.isEmpty() && !from.isBefore(until)) wrong("until", "The end must be after the first day in force");
        Scope<String> workstreams = workstreams();
        if (!errors.isEmpty()) return new Filled.Wrong(errors);
        return new Filled.Complete(new AgreementContent(
                basis,
                new ContentHash(hash),
                attested,
                purposes,
                Set.copyOf(form.all("versions")),
                operations,
                tier,
                workstreams,
                destinations,
                processors,
                retention,
                Map.of(Effect.READ, read, Effect.WRITE, write),
                new FieldGrants(
                        classes,
                        before.map(one -> one.fields().closedOfOthers()).orElse(false)),
                before.map(AgreementContent::freeText).orElseGet(FreeTextPolicy::strictest),
                before.map(AgreementContent::longestSide).orElse(Agreement.USUAL_LONGEST_SIDE),
                uk.wayleave.register.agreement.Particulars.none(),
                from,
                until));
    }

    private Set<OperationId> operations() {
        List<ApiVersion> versions = form.all("versions").stream()
                .flatMap(text -> ApiVersion.parse(text).stream())
                .filter(catalogue.versions()::contains)
                .toList();
        if (versions.isEmpty() || versions.size() < form.all("versions").size())
            wrong("versions", "Choose at least one version of the API");
        Set<OperationId> operations = new HashSet<>();
        for (String text : form.all("operations")) operation(text, versions).ifPresent(operations::add);
        if (operations.isEmpty()
                || operations.size() < Set.copyOf(form.all("operations")).size())
            wrong("operations", "Choose at least one operation that the chosen versions have");
        return operations;
    }

    private Optional<OperationId> operation(String text, List<ApiVersion> versions) {
        try {
            OperationId id = new OperationId(text);
            return versions.stream()
                            .anyMatch(one -> catalogue.operation(one, id).isPresent())
                    ? Optional.of(id)
                    : Optional.empty();
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private Map<ProductId, List<Destination>> destinations(List<Product> products, Optional<AgreementContent> before) {
        Map<ProductId, List<Destination>> all = new HashMap<>();
        for (Product product : products) {
            String at = "product-" + product.id();
            String system = form.text(at + "-system");
            if (system.isEmpty()) continue;
            String country = form.text(at + "-country").toUpperCase(Locale.ROOT);
            if (!COUNTRIES.contains(country)) wrong(at + "-country", "Enter the hosting country, such as GB");
            Audience audience = one(
                    at + "-audience",
                    Audience.values(),
                    Audience::name,
                    Audience.CONTROLLER_STAFF,
                    "Choose who sees it");
            List<Destination> own = new ArrayList<>(List.of(new Destination(system, country, audience)));
            before.map(one -> one.destinations().getOrDefault(product.id(), List.of()))
                    .ifPresent(list -> list.stream().skip(1).forEach(own::add));
            all.put(product.id(), own);
        }
        if (all.isEmpty())
            wrong(
                    products.isEmpty()
                            ? "destinations"
                            : "product-" + products.getFirst().id() + "-system",
                    "Enter where at least one product keeps or shows the data");
        return all;
    }

    /** One a line, as in "Cumulus Hosting, GB". */
    private List<SubProcessor> processors() {
        List<SubProcessor> all = new ArrayList<>();
        for (String line : form.text("processors").lines().toList()) {
            if (line.isBlank()) continue;
            int comma = line.lastIndexOf(',');
            String country = comma < 0 ? "" : line.substring(comma + 1).strip().toUpperCase(Locale.ROOT);
            if (comma < 1 || !COUNTRIES.contains(country)) {
                wrong("processors", "Enter each sub-processor as a name, a comma and a country, such as Cumulus, GB");
                return List.of();
            }
            all.add(new SubProcessor(line.substring(0, comma).strip(), country));
        }
        return all;
    }

    private int retention() {
        String text = form.text("retention");
        int days = DAYS.matcher(text).matches() ? Integer.parseInt(text) : -1;
        if (days < 0 || days > 3650) wrong("retention", "Enter how many days data may be kept, from 0 to 3650");
        return days;
    }

    private Scope<String> workstreams() {
        String text = form.text("workstreams");
        if (text.isEmpty()) return Scope.all();
        Set<String> members = Set.of(text.strip().split("[\\s,]+", -1)).stream().collect(Collectors.toSet());
        if (!members.stream().allMatch(one -> WORKSTREAM.matcher(one).matches()))
            wrong("workstreams", "Enter workstream prefixes of three digits, or nothing for all");
        return Scope.only(members);
    }

    private Instant day(String field, String message) {
        try {
            return LocalDate.parse(form.text(field)).atStartOfDay(Words.HERE).toInstant();
        } catch (DateTimeException none) {
            wrong(field, message);
            return Instant.EPOCH;
        }
    }

    private <E> E one(String field, E[] known, Function<E, String> name, E otherwise, String message) {
        String text = form.text(field);
        for (E one : known) if (name.apply(one).equals(text)) return one;
        wrong(field, message);
        return otherwise;
    }

    private <E extends Enum<E>> Set<E> some(String field, E[] known, Function<E, String> name, String message) {
        Set<E> chosen = given(field, known, name);
        if (chosen.isEmpty()) wrong(field, message);
        return chosen;
    }

    private <E extends Enum<E>> Set<E> given(String field, E[] known, Function<E, String> name) {
        Set<E> chosen = EnumSet.noneOf(known[0].getDeclaringClass());
        for (E one : known) if (form.all(field).contains(name.apply(one))) chosen.add(one);
        return chosen;
    }

    private void wrong(String field, String text) {
        errors.add(new FormError(field, text));
    }

    /** The form as it is filled in for a content that is there. */
    static Form filled(AgreementContent content) {
        Map<String, List<String>> fields = new HashMap<>();
        fields.put("basis", List.of(content.basis().name()));
        fields.put("document", List.of(content.document().toString()));
        fields.put(
                "purposes", content.purposes().stream().map(Purpose::wireName).toList());
        fields.put("versions", List.copyOf(content.apiVersions()));
        fields.put(
                "operations",
                content.operations().stream().map(OperationId::value).toList());
        fields.put("tier", List.of(content.tier().name()));
        content.destinations().forEach((product, list) -> {
            Destination first = list.getFirst();
            fields.put("product-" + product + "-system", List.of(first.system()));
            fields.put("product-" + product + "-country", List.of(first.hostingCountry()));
            fields.put(
                    "product-" + product + "-audience", List.of(first.audience().name()));
        });
        fields.put(
                "processors",
                List.of(content.subProcessors().stream()
                        .map(one -> one.name() + ", " + one.country())
                        .collect(Collectors.joining("\n"))));
        fields.put("retention", List.of(Integer.toString(content.retentionDays())));
        content.proof()
                .forEach((effect, level) ->
                        fields.put("proof-" + effect.name().toLowerCase(Locale.ROOT), List.of(level.name())));
        fields.put(
                "attested", content.attested().stream().map(ClauseId::toString).toList());
        fields.put(
                "fields",
                content.fields().classes().stream().map(DataClass::name).toList());
        fields.put(
                "from", List.of(LocalDate.ofInstant(content.from(), Words.HERE).toString()));
        fields.put(
                "until",
                List.of(LocalDate.ofInstant(content.until(), Words.HERE).toString()));
        if (content.workstreams() instanceof Scope.Only<String>(Set<String> members))
            fields.put("workstreams", List.of(members.stream().sorted().collect(Collectors.joining(", "))));
        return new Form(fields);
    }
}
