package uk.wayleave.register.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import uk.wayleave.framework.Agreement;
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
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.text.FreeTextPolicy;

/**
 * What both sides sign: the terms of one version of an agreement.
 *
 * @param document SHA-256 of the contract on paper
 * @param attested the clauses that both sides attest by signing
 * @param purposes those that serve the Controller; an other use can be listed nowhere
 * @param apiVersions as in the path: {@code v3}, {@code v6}
 * @param workstreams three-digit workstream prefixes of the Controller
 * @param destinations per product that may use the agreement, where it keeps or shows the data
 * @param retentionDays how long the integrator may keep data, 0 to 3650
 * @param proof the least proof of the requesting person, per effect of an operation
 * @param fields which classes of field are opened beyond what the purposes have anyway
 * @param freeText what becomes of personal data in free text that goes out
 * @param longestSide of an area on the map that one call may ask for, in metres, 1 to 100,000
 * @param particulars what no gateway can enforce and its readers need
 * @param from the first instant in force
 * @param until the first instant no longer in force
 */
public record AgreementContent(
        Basis basis,
        ContentHash document,
        Set<ClauseId> attested,
        Set<Purpose> purposes,
        Set<String> apiVersions,
        Set<OperationId> operations,
        Tier tier,
        Scope<String> workstreams,
        Map<ProductId, List<Destination>> destinations,
        List<SubProcessor> subProcessors,
        int retentionDays,
        Map<Effect, ProofLevel> proof,
        FieldGrants fields,
        FreeTextPolicy freeText,
        int longestSide,
        Particulars particulars,
        Instant from,
        Instant until) {
    private static final Pattern API_VERSION = Pattern.compile("v[0-9]{1,2}");
    private static final Pattern WORKSTREAM = Pattern.compile("[0-9]{3}");
    private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
    private static final Pattern FIELD = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,99}");
    private static final int FIELDS_AT_MOST = 500;
    private static final Pattern ICO_REGISTRATION = Pattern.compile("Z[A-Z0-9]{7}");
    private static final int LABEL_LENGTH = 200;
    private static final int PROSE_LENGTH = 4000;
    private static final int LONGEST_RETENTION = 3650;

    /** 100 km: a county; more of the map in one call is harvesting. */
    public static final int LONGEST_SIDE_AT_MOST = 100_000;

    public AgreementContent {
        attested = Set.copyOf(attested);
        purposes = Set.copyOf(purposes);
        apiVersions = Set.copyOf(apiVersions);
        operations = Set.copyOf(operations);
        destinations = Map.copyOf(destinations);
        subProcessors = List.copyOf(subProcessors);
        proof = Map.copyOf(proof);
    }

    /**
     * Content that opens no field beyond what its purposes have, the strictest in free text, areas of the usual size, and
     * without particulars, so that it cannot be offered yet.
     */
    public AgreementContent(
            Basis basis,
            ContentHash document,
            Set<ClauseId> attested,
            Set<Purpose> purposes,
            Set<String> apiVersions,
            Set<OperationId> operations,
            Tier tier,
            Scope<String> workstreams,
            Map<ProductId, List<Destination>> destinations,
            List<SubProcessor> subProcessors,
            int retentionDays,
            Map<Effect, ProofLevel> proof,
            Instant from,
            Instant until) {
        this(
                basis,
                document,
                attested,
                purposes,
                apiVersions,
                operations,
                tier,
                workstreams,
                destinations,
                subProcessors,
                retentionDays,
                proof,
                FieldGrants.none(),
                FreeTextPolicy.strictest(),
                Agreement.USUAL_LONGEST_SIDE,
                Particulars.none(),
                from,
                until);
    }

    /** The same content with other fields opened. */
    public AgreementContent with(FieldGrants other) {
        return new AgreementContent(
                basis,
                document,
                attested,
                purposes,
                apiVersions,
                operations,
                tier,
                workstreams,
                destinations,
                subProcessors,
                retentionDays,
                proof,
                other,
                freeText,
                longestSide,
                particulars,
                from,
                until);
    }

    /** The same content with another policy for free text. */
    public AgreementContent with(FreeTextPolicy other) {
        return new AgreementContent(
                basis,
                document,
                attested,
                purposes,
                apiVersions,
                operations,
                tier,
                workstreams,
                destinations,
                subProcessors,
                retentionDays,
                proof,
                fields,
                other,
                longestSide,
                particulars,
                from,
                until);
    }

    /** The same content with other particulars. */
    public AgreementContent with(Particulars other) {
        return new AgreementContent(
                basis,
                document,
                attested,
                purposes,
                apiVersions,
                operations,
                tier,
                workstreams,
                destinations,
                subProcessors,
                retentionDays,
                proof,
                fields,
                freeText,
                longestSide,
                other,
                from,
                until);
    }

    /** Why it cannot be an agreement's content, for people; empty where it can. */
    Optional<String> problem() {
        if (purposes.isEmpty()) return Optional.of("It names no purpose.");
        if (!purposes.stream().allMatch(Purpose::servesTheController))
            return Optional.of("It names an other use (framework A5), which takes open data and no agreement.");
        if (apiVersions.isEmpty() || !allMatch(API_VERSION, apiVersions.stream()))
            return Optional.of("It must name API versions as in the path, for instance v6.");
        if (operations.isEmpty()) return Optional.of("It names no operation.");
        if (workstreams instanceof Scope.Only<String>(Set<String> members)
                && (members.isEmpty() || !allMatch(WORKSTREAM, members.stream())))
            return Optional.of("A workstream prefix is three digits.");
        if (destinations.isEmpty()) return Optional.of("It names no product with a destination.");
        if (!destinationsOf(this).allMatch(AgreementContent::isComplete))
            return Optional.of("A destination has a system's name and a hosting country of two capital letters.");
        if (destinations.values().stream().anyMatch(List::isEmpty))
            return Optional.of("Each product it names has at least one destination.");
        if (!subProcessors.stream().allMatch(one -> isLabel(one.name()) && COUNTRIES.contains(one.country())))
            return Optional.of("A sub-processor has a name and a country of two capital letters.");
        if (retentionDays < 0 || retentionDays > LONGEST_RETENTION)
            return Optional.of("The days of retention are 0 to " + LONGEST_RETENTION + ".");
        if (longestSide < 1 || longestSide > LONGEST_SIDE_AT_MOST)
            return Optional.of("The longest side of an area is 1 to " + LONGEST_SIDE_AT_MOST + " metres.");
        if (freeText.fields().size() > FIELDS_AT_MOST || !allMatch(FIELD, freeText.fields().keySet().stream()))
            return Optional.of("A field with a policy of its own is named as in Street Manager's API.");
        if (!from.isBefore(until)) return Optional.of("It ends before it begins.");
        return problem(particulars);
    }

    private static Optional<String> problem(Particulars particulars) {
        for (LegalBody body : List.of(particulars.controller(), particulars.integrator())) {
            if (!isEmptyOrLabel(body.name()))
                return Optional.of("A legal name has 1 to " + LABEL_LENGTH + " characters.");
            if (!body.icoRegistration().isEmpty()
                    && !ICO_REGISTRATION.matcher(body.icoRegistration()).matches())
                return Optional.of("An ICO registration number is Z and seven letters or digits, such as ZA123456.");
        }
        if (!particulars.terms().values().stream().allMatch(AgreementContent::isLabel))
            return Optional.of("Where the contract says something has 1 to " + LABEL_LENGTH + " characters.");
        if (!isEmptyOrLabel(particulars.dpia()))
            return Optional.of("The reference of the impact assessment has at most " + LABEL_LENGTH + " characters.");
        if (!isProse(particulars.purposes()) || !isProse(particulars.fallback()))
            return Optional.of("A text in plain words has at most " + PROSE_LENGTH + " characters on one line.");
        return Optional.empty();
    }

    private static boolean isEmptyOrLabel(String text) {
        return text.isEmpty() || isLabel(text);
    }

    private static boolean isProse(String text) {
        return text.isEmpty() || (!text.isBlank() && isText(text, PROSE_LENGTH));
    }

    private static Stream<Destination> destinationsOf(AgreementContent content) {
        return content.destinations.values().stream().flatMap(List::stream);
    }

    private static boolean isComplete(Destination destination) {
        return isLabel(destination.system()) && COUNTRIES.contains(destination.hostingCountry());
    }

    private static boolean isLabel(String text) {
        return !text.isBlank() && isText(text, LABEL_LENGTH);
    }

    private static boolean isText(String text, int longest) {
        return text.length() <= longest
                && text.chars().noneMatch(c -> Character.isISOControl(c) || Character.isSurrogate((char) c));
    }

    private static boolean allMatch(Pattern form, Stream<String> texts) {
        return texts.allMatch(text -> form.matcher(text).matches());
    }
}
