package uk.wayleave.control.api;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import uk.wayleave.control.http.Fields;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.control.http.WireNames;
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
import uk.wayleave.framework.Tier;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.text.FreeTextPolicy;
import uk.wayleave.framework.text.TextTreatment;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.agreement.Particulars;
import uk.wayleave.register.agreement.SubProcessor;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;

/** The content of one version of an agreement, in JSON. */
record Terms(
        Basis basis,

        @Meaning("SHA-256 of the contract on paper, in hexadecimal")
        ContentHash document,

        @Meaning("The clauses that both sides attest by signing")
        Set<ClauseId> attested,

        @Meaning("Those that serve the Controller; an other use (framework A5) can be listed nowhere")
        Set<Purpose> purposes,

        @Meaning("As in the path: v3, v6") Set<String> apiVersions,
        @Meaning("From /api/catalogue") Set<OperationId> operations,
        @Meaning("The highest tier granted") Tier tier,

        @Meaning("Three-digit workstream prefixes, or [\"all\"]")
        List<String> workstreams,

        @Meaning("Where each product that may use the agreement keeps or shows the data")
        List<ProductDestination> destinations,

        @Meaning("Whom the integrator passes data on to for processing")
        List<Processor> subProcessors,

        @Meaning("How long the integrator may keep data, 0 to 3650")
        int retentionDays,

        @Meaning("The least proof of the requesting person for an operation that reads, and one that writes")
        LeastProof proof,

        @Meaning("Personal classes of field and files that are released where a purpose may need them: see"
                + " /api/field-profiles; left out for none")
        Optional<Set<DataClass>> fields,

        @Meaning("Whether instructions may ask for more than the open fields of other organisations' records; left out"
                + " for no")
        Optional<Boolean> closedOfOthers,

        @Meaning(
                "What becomes of personal data in free text that goes out; left out for the strictest: refused everywhere")
        Optional<FreeText> freeText,

        @Meaning("Of an area on the map that one call may ask for, in metres, 1 to 100000; left out for 10000")
        Optional<Integer> longestSide,

        @Meaning("Left out, the agreement can be drafted, and not offered")
        Optional<Particular> particulars,

        @Meaning("The first instant in force") Instant from,
        @Meaning("The first instant no longer in force") Instant until) {
    private static final Pattern WORKSTREAM = Pattern.compile("[0-9]{3}");
    private static final int LONGEST_RETENTION = 3650;

    record FreeText(
            @Meaning("In every field that is not named; it does not reach texts that become public at once")
            TextTreatment otherwise,

            @Meaning("Fields with a policy of their own; left out for none")
            Optional<List<FieldPolicy>> fields,

            @Meaning("Whether a requester may have a call go on with a reason in the header"
                    + " Wayleave-Screening-Override; never where the text becomes public at once; left out for no")
            Optional<Boolean> override) {
        static FreeText of(FreeTextPolicy policy) {
            return new FreeText(
                    policy.otherwise(),
                    Optional.of(new TreeMap<>(policy.fields())
                            .entrySet().stream()
                                    .map(one -> new FieldPolicy(one.getKey(), one.getValue()))
                                    .toList()),
                    Optional.of(policy.override()));
        }
    }

    record FieldPolicy(
            @Meaning("As Street Manager's API names it in a request, such as location_description")
            String field,

            TextTreatment treatment) {}

    record ProductDestination(
            ProductId product,
            String system,

            @Meaning(value = "ISO 3166-1 alpha-2", pattern = "[A-Z]{2}")
            String hostingCountry,

            Audience audience) {}

    record Processor(
            String name,

            @Meaning(value = "ISO 3166-1 alpha-2", pattern = "[A-Z]{2}")
            String country) {}

    record LeastProof(ProofLevel read, ProofLevel write) {}

    static Terms of(AgreementContent content) {
        return new Terms(
                content.basis(),
                content.document(),
                new TreeSet<>(content.attested()),
                new TreeSet<>(content.purposes()),
                new TreeSet<>(content.apiVersions()),
                new TreeSet<>(content.operations()),
                content.tier(),
                Fields.items(content.workstreams()),
                destinations(content.destinations()),
                content.subProcessors().stream()
                        .map(one -> new Processor(one.name(), one.country()))
                        .toList(),
                content.retentionDays(),
                new LeastProof(leastProof(content, Effect.READ), leastProof(content, Effect.WRITE)),
                Optional.of(new TreeSet<>(content.fields().classes())),
                Optional.of(content.fields().closedOfOthers()),
                Optional.of(FreeText.of(content.freeText())),
                Optional.of(content.longestSide()),
                Particular.of(content.particulars()),
                content.from(),
                content.until());
    }

    /** Checked against what Street Manager has; the register checks the rest. */
    AgreementContent content(Catalogue catalogue, String at) {
        requireServing(at);
        requireKnown(catalogue, at);
        if (retentionDays < 0 || retentionDays > LONGEST_RETENTION)
            throw Refused.member(
                    at + "/retention_days", "It is out of range.", "Send 0 to " + LONGEST_RETENTION + " days.");
        if (!from.isBefore(until))
            throw Refused.member(at + "/until", "It ends before it begins.", "Send an instant after /from.");
        return new AgreementContent(
                basis,
                document,
                attested,
                purposes,
                apiVersions,
                operations,
                tier,
                Fields.scope(at + "/workstreams", workstreams, WORKSTREAM, "Send three digits for each, or [\"all\"]."),
                byProduct(at),
                processors(at),
                retentionDays,
                Map.of(Effect.READ, proof.read(), Effect.WRITE, proof.write()),
                grants(at),
                policy(catalogue, at),
                side(at),
                particulars.map(one -> one.particulars(at + "/particulars")).orElseGet(Particulars::none),
                from,
                until);
    }

    private FieldGrants grants(String at) {
        Set<DataClass> classes = fields.orElse(Set.of());
        if (!classes.stream().allMatch(DataClass::isGrantable))
            throw Refused.member(
                    at + "/fields",
                    "It names a class that is not for an agreement to grant.",
                    "Use some of: "
                            + Arrays.stream(DataClass.values())
                                    .filter(DataClass::isGrantable)
                                    .map(WireNames::of)
                                    .collect(Collectors.joining(", "))
                            + ".");
        return new FieldGrants(classes, closedOfOthers.orElse(false));
    }

    private FreeTextPolicy policy(Catalogue catalogue, String at) {
        if (freeText.isEmpty()) return FreeTextPolicy.strictest();
        List<FieldPolicy> wanted = freeText.get().fields().orElse(List.of());
        Set<String> known = wanted.isEmpty() ? Set.of() : TextFields.of(catalogue, apiVersions);
        Map<String, TextTreatment> fields = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            FieldPolicy one = wanted.get(i);
            String pointer = at + "/free_text/fields/" + i + "/field";
            if (!known.contains(one.field()))
                throw Refused.member(
                        pointer,
                        "No request of these versions has a free text of this name.",
                        "Use a name as in Street Manager's API, or file for the name of a file.");
            if (fields.put(one.field(), one.treatment()) != null)
                throw Refused.member(pointer, "It is there twice.", "Say once what becomes of it.");
        }
        return new FreeTextPolicy(
                freeText.get().otherwise(), fields, freeText.get().override().orElse(false));
    }

    private int side(String at) {
        int side = longestSide.orElse(Agreement.USUAL_LONGEST_SIDE);
        if (side < 1 || side > AgreementContent.LONGEST_SIDE_AT_MOST)
            throw Refused.member(
                    at + "/longest_side",
                    "It is out of range.",
                    "Send 1 to " + AgreementContent.LONGEST_SIDE_AT_MOST + " metres.");
        return side;
    }

    private void requireServing(String at) {
        if (purposes.isEmpty()) throw Refused.member(at + "/purposes", "It names no purpose.", "Name one at least.");
        if (!purposes.stream().allMatch(Purpose::servesTheController))
            throw Refused.member(
                    at + "/purposes",
                    "It names an other use (framework A5).",
                    "Leave it out: other uses take open data and no agreement.");
    }

    private void requireKnown(Catalogue catalogue, String at) {
        List<ApiVersion> versions = new ArrayList<>();
        for (String version : apiVersions)
            versions.add(ApiVersion.parse(version)
                    .filter(catalogue.versions()::contains)
                    .orElseThrow(() -> Refused.member(
                            at + "/api_versions",
                            "It names a version that is not known.",
                            "Send versions as in the path: "
                                    + String.join(
                                            ", ",
                                            catalogue.versions().stream()
                                                    .map(ApiVersion::segment)
                                                    .toList())
                                    + ".")));
        if (versions.isEmpty())
            throw Refused.member(at + "/api_versions", "It names no version.", "Name one at least.");
        if (operations.isEmpty())
            throw Refused.member(at + "/operations", "It names no operation.", "Name one at least.");
        for (OperationId operation : operations)
            if (versions.stream()
                    .allMatch(version -> catalogue.operation(version, operation).isEmpty()))
                throw Refused.member(
                        at + "/operations",
                        "It names an operation that none of the versions has.",
                        "Look them up in /api/catalogue.");
    }

    private Map<ProductId, List<Destination>> byProduct(String at) {
        if (destinations.isEmpty())
            throw Refused.member(at + "/destinations", "It names no product with a destination.", "Name one at least.");
        Map<ProductId, List<Destination>> byProduct = new HashMap<>();
        for (int i = 0; i < destinations.size(); i++) {
            ProductDestination one = destinations.get(i);
            String system = Fields.label(at + "/destinations/" + i + "/system", one.system());
            byProduct
                    .computeIfAbsent(one.product(), same -> new ArrayList<>())
                    .add(new Destination(system, one.hostingCountry(), one.audience()));
        }
        return byProduct;
    }

    private List<SubProcessor> processors(String at) {
        List<SubProcessor> all = new ArrayList<>();
        for (int i = 0; i < subProcessors.size(); i++) {
            Processor one = subProcessors.get(i);
            all.add(new SubProcessor(Fields.label(at + "/sub_processors/" + i + "/name", one.name()), one.country()));
        }
        return all;
    }

    private static List<ProductDestination> destinations(Map<ProductId, List<Destination>> byProduct) {
        List<ProductDestination> all = new ArrayList<>();
        byProduct.forEach((product, list) -> list.forEach(
                one -> all.add(new ProductDestination(product, one.system(), one.hostingCountry(), one.audience()))));
        all.sort(Comparator.comparing(one -> one.product() + one.system()));
        return all;
    }

    private static ProofLevel leastProof(AgreementContent content, Effect effect) {
        return Optional.ofNullable(content.proof().get(effect)).orElse(ProofLevel.L3);
    }
}
