package uk.wayleave.control.draft;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import uk.wayleave.control.api.TextFields;
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
import uk.wayleave.framework.SwaCode;
import uk.wayleave.framework.Tier;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.text.FreeTextPolicy;
import uk.wayleave.framework.text.TextTreatment;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.agreement.ContractTerm;
import uk.wayleave.register.agreement.Gaps;
import uk.wayleave.register.agreement.LegalBody;
import uk.wayleave.register.agreement.Part;
import uk.wayleave.register.agreement.Particulars;
import uk.wayleave.register.agreement.SubProcessor;
import uk.wayleave.register.party.Product;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;

/** Reads what is filled in into an agreement's content, or says part by part and field by field what is missing or wrong. */
public final class DraftAnswers {
    /** Whose days the days of an agreement are. */
    private static final ZoneId HERE = ZoneId.of("Europe/London");

    /** The field with the hash of the contract on paper. */
    static final String DOCUMENT = "document";

    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,6}");
    private static final Pattern WORKSTREAM = Pattern.compile("[0-9]{3}");
    private static final Pattern ICO_REGISTRATION = Pattern.compile("Z[A-Z0-9]{7}");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final int LABEL = 200;
    private static final int PROSE = 4000;
    private static final int LONGEST_RETENTION = 3650;

    /** How many destinations a product can have on the page. */
    public static final int DESTINATIONS_AT_MOST = 20;

    private final Catalogue catalogue;
    private final Answers form;
    private final List<Product> products;
    private final Map<Part, List<Missing>> errors = new EnumMap<>(Part.class);
    private Part part = Part.PARTIES;

    private DraftAnswers(Catalogue catalogue, Answers form, List<Product> products) {
        this.catalogue = catalogue;
        this.form = form;
        this.products = List.copyOf(products);
    }

    /**
     * What is filled in, read.
     *
     * @param content where nothing is missing or wrong
     */
    public record Reading(Map<Part, List<Missing>> errors, Optional<AgreementContent> content) {
        public Reading {
            errors = Map.copyOf(errors);
        }

        public List<Missing> of(Part part) {
            return errors.getOrDefault(part, List.of());
        }
    }

    /** @param products of the integrator */
    public static Reading read(Catalogue catalogue, Answers form, List<Product> products) {
        return new DraftAnswers(catalogue, form, products).read();
    }

    private Reading read() {
        LegalBody controller = at(Part.PARTIES, () -> legalBody("controller", "Controller"));
        LegalBody integrator = at(Part.PARTIES, () -> legalBody("integrator", "integrator"));
        Basis basis = at(
                Part.BASIS,
                () -> one("basis", Basis.values(), Basis::name, Basis.PROCESSOR_AGREEMENT, "Choose the basis"));
        Map<ContractTerm, String> terms = at(Part.BASIS, () -> terms(basis));
        String fallback = at(Part.BASIS, () -> fallback(basis));
        ContentHash document = at(Part.CONTRACT, this::document);
        Set<Purpose> purposes = at(Part.PURPOSES, this::purposes);
        String words = at(Part.PURPOSES, () -> prose("words", "Say in plain words what the data is needed for"));
        Set<OperationId> operations = at(Part.OPERATIONS, this::operations);
        Tier tier =
                at(Part.DATA, () -> one("tier", Tier.values(), Tier::name, Tier.T1, "Choose the highest tier of data"));
        Scope<String> workstreams = at(Part.DATA, this::workstreams);
        FieldGrants fields = at(Part.DATA, this::fields);
        int side = at(Part.DATA, this::side);
        FreeTextPolicy freeText = at(Part.FREE_TEXT, this::freeText);
        ProofLevel read = at(Part.PROOF, () -> proof("proof-read", "reading"));
        ProofLevel write = at(Part.PROOF, () -> proof("proof-write", "writing"));
        Map<ProductId, List<Destination>> destinations = at(Part.PRODUCTS, this::destinations);
        List<SubProcessor> processors = at(Part.SUB_PROCESSORS, this::processors);
        int retention = at(Part.RETENTION, this::retention);
        Set<ClauseId> attested = at(Part.CLAUSES, () -> attested(basis));
        Instant from = at(Part.DATES, () -> start("from", "the first day in force"));
        Instant until = at(Part.DATES, () -> start("until", "the day it ends"));
        Optional<LocalDate> review = at(Part.DATES, () -> day("review", "the day of review"));
        String dpia = at(Part.DATES, this::dpia);
        at(Part.DATES, () -> order(from, until, review));
        if (!errors.isEmpty()) return new Reading(errors, Optional.empty());
        return new Reading(
                errors,
                Optional.of(new AgreementContent(
                        basis,
                        document,
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
                        fields,
                        freeText,
                        side,
                        new Particulars(controller, integrator, terms, fallback, words, dpia, review),
                        from,
                        until)));
    }

    private <T> T at(Part reading, Supplier<T> value) {
        part = reading;
        return value.get();
    }

    private LegalBody legalBody(String side, String words) {
        String name = form.text(side + "-name");
        if (name.isEmpty() || name.length() > LABEL)
            wrong(side + "-name", "Enter the legal name of the " + words + ", at most " + LABEL + " characters");
        Set<SwaCode> codes = new HashSet<>();
        List<String> given = form.all(side + "-codes").stream()
                .flatMap(text -> List.of(text.strip().split("[\\s,]+")).stream())
                .filter(text -> !text.isEmpty())
                .toList();
        for (String code : given) {
            if (SwaCode.isValid(code)) codes.add(new SwaCode(code));
            else wrong(side + "-codes", "Enter SWA codes of four digits, such as 0010");
        }
        if (side.equals("controller") && given.isEmpty())
            wrong(side + "-codes", "Choose the organisations in Street Manager that the agreement is for");
        String ico = form.text(side + "-ico").toUpperCase(Locale.ROOT).replace(" ", "");
        if (!ICO_REGISTRATION.matcher(ico).matches())
            wrong(side + "-ico", "Enter the " + words + "'s ICO registration number, such as ZA123456");
        return new LegalBody(name, codes, ico);
    }

    private Map<ContractTerm, String> terms(Basis basis) {
        Map<ContractTerm, String> terms = new EnumMap<>(ContractTerm.class);
        for (ContractTerm term : ContractTerm.of(basis)) {
            String where = form.text("term-" + term);
            if (where.isEmpty() || where.length() > LABEL)
                wrong("term-" + term, "Enter where the contract says what " + term.source() + " asks for");
            else terms.put(term, where);
        }
        return terms;
    }

    private String fallback(Basis basis) {
        return basis == Basis.RESTRICTED_USE ? prose("fallback", "Say why there is no processor agreement") : "";
    }

    private ContentHash document() {
        String hash = form.text(DOCUMENT).toLowerCase(Locale.ROOT);
        if (HASH.matcher(hash).matches()) return new ContentHash(hash);
        wrong(DOCUMENT, "Upload the signed contract, or enter its SHA-256: 64 digits and letters from a to f");
        return new ContentHash("0".repeat(64));
    }

    private Set<Purpose> purposes() {
        Set<Purpose> purposes = given("purposes", Purpose.values(), Purpose::wireName);
        purposes.removeIf(purpose -> !purpose.servesTheController());
        if (purposes.isEmpty()) wrong("purposes", "Choose at least one purpose");
        return purposes;
    }

    /** On one line, as what both sides sign has no line breaks. */
    private String prose(String field, String message) {
        String text = form.text(field).replaceAll("\\s+", " ");
        boolean usable =
                !text.isEmpty() && text.length() <= PROSE && text.chars().noneMatch(Character::isISOControl);
        if (!usable) wrong(field, message + ", in at most " + PROSE + " characters");
        return text;
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

    private Scope<String> workstreams() {
        String text = form.text("workstreams");
        if (text.isEmpty()) return Scope.all();
        Set<String> members = Set.copyOf(List.of(text.split("[\\s,]+", -1)));
        if (!members.stream().allMatch(one -> WORKSTREAM.matcher(one).matches()))
            wrong("workstreams", "Enter workstream prefixes of three digits, or nothing for all");
        return Scope.only(members);
    }

    private FieldGrants fields() {
        Set<DataClass> classes = given("fields", DataClass.values(), DataClass::name);
        classes.removeIf(kind -> !kind.isGrantable());
        return new FieldGrants(classes, !form.all("closed").isEmpty());
    }

    private int side() {
        int side = number("side");
        if (side < 1 || side > AgreementContent.LONGEST_SIDE_AT_MOST)
            wrong("side", "Enter the longest side in metres, from 1 to " + AgreementContent.LONGEST_SIDE_AT_MOST);
        return side;
    }

    private FreeTextPolicy freeText() {
        TextTreatment otherwise = one(
                "text-otherwise",
                TextTreatment.values(),
                TextTreatment::name,
                TextTreatment.REFUSE,
                "Choose what becomes of personal data in free text");
        Map<String, TextTreatment> fields = new TreeMap<>();
        Set<String> known = TextFields.of(catalogue, Set.copyOf(form.all("versions")));
        for (String line : form.text("text-fields").lines().toList()) {
            if (line.isBlank()) continue;
            String[] words = line.strip().split("\\s*[,:]\\s*", 2);
            Optional<TextTreatment> treatment = treatment(words.length < 2 ? "" : words[1]);
            if (!known.contains(words[0]) || treatment.isEmpty()) {
                wrong(
                        "text-fields",
                        "Enter each field as its name in Street Manager's API, a comma, and refuse, warn or allow");
                break;
            }
            fields.put(words[0], treatment.get());
        }
        return new FreeTextPolicy(otherwise, fields, !form.all("text-override").isEmpty());
    }

    private static Optional<TextTreatment> treatment(String word) {
        for (TextTreatment one : TextTreatment.values()) if (one.name().equalsIgnoreCase(word)) return Optional.of(one);
        return Optional.empty();
    }

    private ProofLevel proof(String field, String what) {
        return one(
                field,
                ProofLevel.values(),
                ProofLevel::name,
                ProofLevel.L3,
                "Choose the least proof of the person asking, for " + what);
    }

    private Map<ProductId, List<Destination>> destinations() {
        Map<ProductId, List<Destination>> all = new HashMap<>();
        for (Product product : products) {
            List<Destination> own = new ArrayList<>();
            for (int row = 0; row < DESTINATIONS_AT_MOST; row++)
                destination("product-" + product.id() + "-" + row).ifPresent(own::add);
            if (!own.isEmpty()) all.put(product.id(), List.copyOf(own));
        }
        if (all.isEmpty() && !errors.containsKey(Part.PRODUCTS))
            wrong(
                    products.isEmpty()
                            ? "products"
                            : "product-" + products.getFirst().id() + "-0-system",
                    products.isEmpty()
                            ? "The integrator has to register a product first"
                            : "Enter where at least one product keeps or shows the data");
        return all;
    }

    /** A row without a system is none. */
    private Optional<Destination> destination(String at) {
        String system = form.text(at + "-system");
        String country = form.text(at + "-country").toUpperCase(Locale.ROOT);
        if (system.isEmpty() && country.isEmpty()) return Optional.empty();
        if (system.isEmpty() || system.length() > LABEL) wrong(at + "-system", "Enter the name of the system");
        if (!COUNTRIES.contains(country)) wrong(at + "-country", "Enter the hosting country, such as GB");
        Audience audience = one(
                at + "-audience", Audience.values(), Audience::name, Audience.CONTROLLER_STAFF, "Choose who sees it");
        return Optional.of(new Destination(system, country, audience));
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
        int days = number("retention");
        if (days < 0 || days > LONGEST_RETENTION)
            wrong("retention", "Enter how many days data may be kept, from 0 to " + LONGEST_RETENTION);
        return days;
    }

    /** -1 where it is none. */
    private int number(String field) {
        String text = form.text(field).replace(",", "");
        return NUMBER.matcher(text).matches() ? Integer.parseInt(text) : -1;
    }

    private Set<ClauseId> attested(Basis basis) {
        Set<ClauseId> attested = given("attested", ClauseId.values(), ClauseId::toString);
        Set<ClauseId> missing = new HashSet<>(Gaps.toAttest(basis));
        missing.removeAll(attested);
        if (!missing.isEmpty())
            wrong(
                    "attested",
                    "No software can keep "
                            + missing.stream().sorted().map(ClauseId::toString).collect(Collectors.joining(", "))
                            + ", so both sides have to attest them");
        return attested;
    }

    private String dpia() {
        String text = form.text("dpia");
        if (text.isEmpty() || text.length() > LABEL)
            wrong("dpia", "Enter the reference of the data protection impact assessment");
        return text;
    }

    private Instant start(String field, String what) {
        return day(field, what).orElse(LocalDate.EPOCH).atStartOfDay(HERE).toInstant();
    }

    private Optional<LocalDate> day(String field, String what) {
        try {
            return Optional.of(LocalDate.of(number(field + "-year"), number(field + "-month"), number(field + "-day")));
        } catch (DateTimeException none) {
            wrong(field, "Enter " + what + ", such as 27 3 2027");
            return Optional.empty();
        }
    }

    private boolean order(Instant from, Instant until, Optional<LocalDate> review) {
        if (errors.containsKey(Part.DATES)) return false;
        if (!from.isBefore(until)) wrong("until", "The end must be after the first day in force");
        LocalDate first = LocalDate.ofInstant(from, HERE);
        LocalDate last = LocalDate.ofInstant(until, HERE);
        if (review.filter(day -> day.isBefore(first) || day.isAfter(last)).isPresent())
            wrong("review", "The day of review must lie between the first day and the end");
        return true;
    }

    private <E> E one(String field, E[] known, Function<E, String> name, E otherwise, String message) {
        String text = form.text(field);
        for (E one : known) if (name.apply(one).equals(text)) return one;
        wrong(field, message);
        return otherwise;
    }

    private <E extends Enum<E>> Set<E> given(String field, E[] known, Function<E, String> name) {
        Set<E> chosen = EnumSet.noneOf(known[0].getDeclaringClass());
        for (E one : known) if (form.all(field).contains(name.apply(one))) chosen.add(one);
        return chosen;
    }

    private void wrong(String field, String text) {
        List<Missing> own = errors.computeIfAbsent(part, same -> new ArrayList<>());
        if (own.stream().noneMatch(error -> error.field().equals(field))) own.add(new Missing(field, text));
    }

    /** What is filled in for a content that is there, part by part. */
    public static Map<Part, Map<String, List<String>>> filled(AgreementContent content) {
        Answers form = new Answers(fields(content));
        Map<Part, Map<String, List<String>>> parts = new EnumMap<>(Part.class);
        for (Part part : Part.values()) if (part != Part.CONTACTS) parts.put(part, Parts.answers(part, form));
        return parts;
    }

    private static Map<String, List<String>> fields(AgreementContent content) {
        Map<String, List<String>> fields = new HashMap<>();
        fillParties(content.particulars(), fields);
        fields.put("basis", List.of(content.basis().name()));
        fields.put(DOCUMENT, List.of(content.document().toString()));
        fields.put(
                "purposes",
                content.purposes().stream().sorted().map(Purpose::wireName).toList());
        fields.put("versions", content.apiVersions().stream().sorted().toList());
        fields.put(
                "operations",
                content.operations().stream().map(OperationId::value).sorted().toList());
        fields.put("tier", List.of(content.tier().name()));
        fields.put("side", List.of(Integer.toString(content.longestSide())));
        if (content.fields().closedOfOthers()) fields.put("closed", List.of("yes"));
        fields.put(
                "fields",
                content.fields().classes().stream()
                        .sorted()
                        .map(DataClass::name)
                        .toList());
        if (content.workstreams() instanceof Scope.Only<String>(Set<String> members))
            fields.put("workstreams", List.of(members.stream().sorted().collect(Collectors.joining(", "))));
        fillFreeText(content.freeText(), fields);
        content.destinations().forEach((product, list) -> fillDestinations("product-" + product, list, fields));
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
                "attested",
                content.attested().stream().sorted().map(ClauseId::toString).toList());
        fillDay("from", LocalDate.ofInstant(content.from(), HERE), fields);
        fillDay("until", LocalDate.ofInstant(content.until(), HERE), fields);
        return fields;
    }

    private static void fillParties(Particulars particulars, Map<String, List<String>> fields) {
        fill("controller", particulars.controller(), fields);
        fill("integrator", particulars.integrator(), fields);
        fields.put(
                "controller-codes",
                particulars.controller().swaCodes().stream()
                        .sorted()
                        .map(SwaCode::value)
                        .toList());
        fields.put(
                "integrator-codes",
                List.of(particulars.integrator().swaCodes().stream()
                        .sorted()
                        .map(SwaCode::value)
                        .collect(Collectors.joining(", "))));
        particulars.terms().forEach((term, where) -> fields.put("term-" + term, List.of(where)));
        fields.put("fallback", List.of(particulars.fallback()));
        fields.put("words", List.of(particulars.purposes()));
        fields.put("dpia", List.of(particulars.dpia()));
        particulars.review().ifPresent(day -> fillDay("review", day, fields));
    }

    private static void fill(String side, LegalBody body, Map<String, List<String>> fields) {
        fields.put(side + "-name", List.of(body.name()));
        fields.put(side + "-ico", List.of(body.icoRegistration()));
    }

    private static void fillFreeText(FreeTextPolicy policy, Map<String, List<String>> fields) {
        fields.put("text-otherwise", List.of(policy.otherwise().name()));
        if (policy.override()) fields.put("text-override", List.of("yes"));
        fields.put(
                "text-fields",
                List.of(new TreeMap<>(policy.fields())
                        .entrySet().stream()
                                .map(one -> one.getKey() + ", "
                                        + one.getValue().name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining("\n"))));
    }

    private static void fillDestinations(String at, List<Destination> list, Map<String, List<String>> fields) {
        for (int row = 0; row < list.size(); row++) {
            Destination one = list.get(row);
            fields.put(at + "-" + row + "-system", List.of(one.system()));
            fields.put(at + "-" + row + "-country", List.of(one.hostingCountry()));
            fields.put(at + "-" + row + "-audience", List.of(one.audience().name()));
        }
    }

    private static void fillDay(String field, LocalDate day, Map<String, List<String>> fields) {
        fields.put(field + "-day", List.of(Integer.toString(day.getDayOfMonth())));
        fields.put(field + "-month", List.of(Integer.toString(day.getMonthValue())));
        fields.put(field + "-year", List.of(Integer.toString(day.getYear())));
    }

    /** What a part is filled in with before anybody has: the strictest, and what everybody takes. */
    public static Map<String, List<String>> usual(Part part, Basis basis) {
        return switch (part) {
            case BASIS -> Map.of("basis", List.of(Basis.PROCESSOR_AGREEMENT.name()));
            case DATA ->
                Map.of(
                        "tier",
                        List.of(Tier.T2.name()),
                        "side",
                        List.of(Integer.toString(Agreement.USUAL_LONGEST_SIDE)));
            case FREE_TEXT -> Map.of("text-otherwise", List.of(TextTreatment.REFUSE.name()));
            case CLAUSES ->
                Map.of(
                        "attested",
                        Gaps.toAttest(basis).stream().map(ClauseId::toString).toList());
            default -> Map.of();
        };
    }
}
