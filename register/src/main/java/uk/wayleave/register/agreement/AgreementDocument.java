package uk.wayleave.register.agreement;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.Agreement;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Audience;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Destination;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.IntegratorId;
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

/**
 * The canonical bytes of one version of an agreement, and back: JSON as RFC 8785 has it (members sorted, no white space,
 * UTF-8), where sets are sorted arrays, numbers are small integers and texts have no control characters. Parties,
 * agreement and version are in it, so a hash is of nothing else.
 *
 * <p>Format 1 says nothing of fields and areas: what was signed in it opens no field, and areas of the usual size. Its
 * bytes stay as they were signed, and so does their hash. Format 2 says nothing of free text: there the strictest holds.
 * Format 3 says nothing of the particulars: there they are unknown, and whoever amends it gives them.
 */
public final class AgreementDocument {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int WITHOUT_FIELDS = 1;
    private static final int WITHOUT_FREE_TEXT = 2;
    private static final int WITHOUT_PARTICULARS = 3;
    private static final int FORMAT = 4;
    private static final String ALL = "all";

    private AgreementDocument() {}

    /** The bytes both sides sign the hash of. */
    public static byte[] bytes(
            AgreementId agreement,
            int version,
            ControllerId controller,
            IntegratorId integrator,
            AgreementContent content) {
        Map<String, Object> members = new TreeMap<>();
        members.put("format", FORMAT);
        members.put("agreement", agreement.toString());
        members.put("version", version);
        members.put("controller", controller.toString());
        members.put("integrator", integrator.toString());
        members.put("basis", content.basis().name());
        members.put("document", content.document().hex());
        members.put("attested", sorted(content.attested(), ClauseId::toString));
        members.put("purposes", sorted(content.purposes(), Purpose::wireName));
        members.put("apiVersions", sorted(content.apiVersions(), Function.identity()));
        members.put("operations", sorted(content.operations(), OperationId::value));
        members.put("tier", content.tier().name());
        members.put("workstreams", workstreams(content.workstreams()));
        members.put("destinations", destinations(content.destinations()));
        members.put("subProcessors", subProcessors(content.subProcessors()));
        members.put("retentionDays", content.retentionDays());
        members.put("proof", proof(content.proof()));
        members.put("fields", sorted(content.fields().classes(), DataClass::name));
        members.put("closedOfOthers", content.fields().closedOfOthers());
        members.put("freeText", freeText(content.freeText()));
        members.put("longestSide", content.longestSide());
        members.put("particulars", particulars(content.particulars()));
        members.put("from", content.from().toString());
        members.put("until", content.until().toString());
        return JSON.writeValueAsBytes(members);
    }

    public static ContentHash hash(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new ContentHash(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256.", e);
        }
    }

    /** The content in bytes that {@link #bytes} made. */
    public static AgreementContent content(byte[] bytes) {
        return content(JSON.readTree(new String(bytes, StandardCharsets.UTF_8)));
    }

    /** The same, of bytes that are read already. */
    public static AgreementContent content(JsonNode document) {
        int format = document.required("format").intValue();
        if (format < WITHOUT_FIELDS || format > FORMAT)
            throw new IllegalStateException("An agreement's document has a format this program does not know.");
        return new AgreementContent(
                Basis.valueOf(text(document, "basis")),
                new ContentHash(text(document, "document")),
                set(document.required("attested"), AgreementDocument::clause),
                set(document.required("purposes"), AgreementDocument::purpose),
                set(document.required("apiVersions"), Function.identity()),
                set(document.required("operations"), OperationId::new),
                Tier.valueOf(text(document, "tier")),
                workstreams(document.required("workstreams")),
                destinations(document.required("destinations")),
                subProcessors(document.required("subProcessors")),
                document.required("retentionDays").intValue(),
                proof(document.required("proof")),
                format == WITHOUT_FIELDS ? FieldGrants.none() : fields(document),
                format <= WITHOUT_FREE_TEXT ? FreeTextPolicy.strictest() : freeText(document.required("freeText")),
                format == WITHOUT_FIELDS
                        ? Agreement.USUAL_LONGEST_SIDE
                        : document.required("longestSide").intValue(),
                format <= WITHOUT_PARTICULARS ? Particulars.none() : particulars(document.required("particulars")),
                Instant.parse(text(document, "from")),
                Instant.parse(text(document, "until")));
    }

    private static FieldGrants fields(JsonNode document) {
        return new FieldGrants(
                set(document.required("fields"), DataClass::valueOf),
                document.required("closedOfOthers").booleanValue());
    }

    private static Map<String, Object> freeText(FreeTextPolicy policy) {
        Map<String, Object> fields = new TreeMap<>();
        policy.fields().forEach((field, treatment) -> fields.put(field, treatment.name()));
        return new TreeMap<>(Map.of(
                "fields", fields,
                "otherwise", policy.otherwise().name(),
                "override", policy.override()));
    }

    private static FreeTextPolicy freeText(JsonNode node) {
        Map<String, TextTreatment> fields = new HashMap<>();
        for (var member : node.required("fields").properties())
            fields.put(member.getKey(), TextTreatment.valueOf(member.getValue().stringValue()));
        return new FreeTextPolicy(
                TextTreatment.valueOf(text(node, "otherwise")),
                fields,
                node.required("override").booleanValue());
    }

    private static Map<String, Object> particulars(Particulars particulars) {
        Map<String, Object> terms = new TreeMap<>();
        particulars.terms().forEach((term, where) -> terms.put(term.name(), where));
        Map<String, Object> members = new TreeMap<>();
        members.put("controller", legalBody(particulars.controller()));
        members.put("integrator", legalBody(particulars.integrator()));
        members.put("terms", terms);
        members.put("fallback", particulars.fallback());
        members.put("purposes", particulars.purposes());
        members.put("dpia", particulars.dpia());
        members.put("review", particulars.review().map(LocalDate::toString).orElse(""));
        return members;
    }

    private static Particulars particulars(JsonNode node) {
        Map<ContractTerm, String> terms = new EnumMap<>(ContractTerm.class);
        for (var member : node.required("terms").properties())
            terms.put(ContractTerm.valueOf(member.getKey()), member.getValue().stringValue());
        String review = text(node, "review");
        return new Particulars(
                legalBody(node.required("controller")),
                legalBody(node.required("integrator")),
                terms,
                text(node, "fallback"),
                text(node, "purposes"),
                text(node, "dpia"),
                review.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(review)));
    }

    private static Map<String, Object> legalBody(LegalBody body) {
        return new TreeMap<>(Map.of(
                "name", body.name(),
                "swaCodes", sorted(body.swaCodes(), SwaCode::value),
                "icoRegistration", body.icoRegistration()));
    }

    private static LegalBody legalBody(JsonNode node) {
        return new LegalBody(
                text(node, "name"), set(node.required("swaCodes"), SwaCode::new), text(node, "icoRegistration"));
    }

    private static Object workstreams(Scope<String> scope) {
        return switch (scope) {
            case Scope.All<String>() -> ALL;
            case Scope.Only<String>(Set<String> members) -> sorted(members, Function.identity());
        };
    }

    private static Scope<String> workstreams(JsonNode node) {
        return node.isString() ? Scope.all() : Scope.only(set(node, Function.identity()));
    }

    private static Map<String, Object> destinations(Map<ProductId, List<Destination>> destinations) {
        Map<String, Object> members = new TreeMap<>();
        destinations.forEach((product, list) -> {
            List<Object> items = new ArrayList<>();
            for (Destination one : list)
                items.add(new TreeMap<String, Object>(Map.of(
                        "system", one.system(),
                        "hostingCountry", one.hostingCountry(),
                        "audience", one.audience().name())));
            members.put(product.toString(), items);
        });
        return members;
    }

    private static Map<ProductId, List<Destination>> destinations(JsonNode node) {
        Map<ProductId, List<Destination>> destinations = new HashMap<>();
        for (var member : node.properties()) {
            List<Destination> list = new ArrayList<>();
            for (JsonNode one : member.getValue())
                list.add(new Destination(
                        text(one, "system"), text(one, "hostingCountry"), Audience.valueOf(text(one, "audience"))));
            destinations.put(ProductId.of(member.getKey()), List.copyOf(list));
        }
        return destinations;
    }

    private static List<Object> subProcessors(List<SubProcessor> subProcessors) {
        List<Object> items = new ArrayList<>();
        for (SubProcessor one : subProcessors)
            items.add(new TreeMap<String, Object>(Map.of("name", one.name(), "country", one.country())));
        return items;
    }

    private static List<SubProcessor> subProcessors(JsonNode node) {
        List<SubProcessor> list = new ArrayList<>();
        for (JsonNode one : node) list.add(new SubProcessor(text(one, "name"), text(one, "country")));
        return list;
    }

    private static Map<String, Object> proof(Map<Effect, ProofLevel> proof) {
        Map<String, Object> members = new TreeMap<>();
        proof.forEach((effect, level) -> members.put(effect.name(), level.name()));
        return members;
    }

    private static Map<Effect, ProofLevel> proof(JsonNode node) {
        Map<Effect, ProofLevel> proof = new EnumMap<>(Effect.class);
        for (var member : node.properties())
            proof.put(
                    Effect.valueOf(member.getKey()),
                    ProofLevel.valueOf(member.getValue().stringValue()));
        return proof;
    }

    private static <T> List<String> sorted(Collection<T> values, Function<T, String> text) {
        return values.stream().map(text).sorted().toList();
    }

    private static <T> Set<T> set(JsonNode array, Function<String, T> value) {
        Set<T> values = new HashSet<>();
        for (JsonNode item : array) values.add(value.apply(item.stringValue()));
        return values;
    }

    private static String text(JsonNode node, String member) {
        return node.required(member).stringValue();
    }

    static ClauseId clause(String text) {
        return Arrays.stream(ClauseId.values())
                .filter(clause -> clause.toString().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("An agreement's document names an unknown clause."));
    }

    private static Purpose purpose(String text) {
        return Purpose.ofWireName(text)
                .orElseThrow(() -> new IllegalStateException("An agreement's document names an unknown purpose."));
    }
}
