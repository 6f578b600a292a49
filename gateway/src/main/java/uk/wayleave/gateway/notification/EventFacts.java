package uk.wayleave.gateway.notification;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import uk.wayleave.gateway.decision.OwnOrganisations;
import uk.wayleave.streetmanager.CodedReference;
import uk.wayleave.streetmanager.PermitReference;
import uk.wayleave.streetmanager.Role;
import uk.wayleave.streetmanager.WorkReference;

/**
 * Whose a notification is, by what it names: the same proofs as of a row of {@code GET /works/updates}, which it takes
 * the place of.
 *
 * @param works the works it is about; empty where none are named, or two that differ
 * @param contradicts whether it names two works, so that it proves nothing
 * @param coded an activity or a Section 58 restriction, which hold their authority's code
 */
record EventFacts(
        Optional<WorkReference> works,
        boolean contradicts,
        Set<String> promoterCodes,
        Set<String> authorityCodes,
        Optional<CodedReference> coded) {
    private static final List<String> WORKS = List.of("/work_reference_number", "/object_data/work_reference_number");
    private static final List<String> PARTS = List.of(
            "/object_reference",
            "/object_reference_number",
            "/parent_object_reference_number",
            "/object_data/permit_reference_number");
    /** An inspection {@code ZW001X1-INSP-1}, a forward plan {@code ZW001X1-FP} (DfT's business rules). */
    private static final Pattern OTHER_PART = Pattern.compile("(.+)-(?:INSP-[0-9]+|FP)", Pattern.CASE_INSENSITIVE);

    EventFacts {
        promoterCodes = Set.copyOf(promoterCodes);
        authorityCodes = Set.copyOf(authorityCodes);
    }

    static EventFacts of(JsonNode event) {
        Set<WorkReference> named = new HashSet<>();
        texts(event, WORKS)
                .forEach(text -> WorkReference.parse(text).toOptional().ifPresent(named::add));
        Set<String> parts = texts(event, PARTS);
        parts.forEach(text -> worksOf(text).ifPresent(named::add));
        boolean contradicts = named.size() > 1;
        return new EventFacts(
                contradicts ? Optional.empty() : named.stream().findFirst(),
                contradicts,
                texts(event, List.of("/promoter_swa_code", "/object_data/promoter_swa_code")),
                texts(event, List.of("/highway_authority_swa_code", "/object_data/highway_authority_swa_code")),
                parts.stream().flatMap(text -> coded(text).stream()).findFirst());
    }

    /** The works that a permit, an inspection or a forward plan is of. */
    private static Optional<WorkReference> worksOf(String part) {
        Optional<WorkReference> ofPermit =
                PermitReference.parse(part).toOptional().map(PermitReference::works);
        Matcher other = OTHER_PART.matcher(part);
        return ofPermit.isPresent() || !other.matches()
                ? ofPermit
                : WorkReference.parse(other.group(1)).toOptional();
    }

    private static Optional<CodedReference> coded(String text) {
        for (CodedReference.Kind kind : CodedReference.Kind.values()) {
            Optional<CodedReference> read = CodedReference.parse(kind, text).toOptional();
            if (read.isPresent()) {
                return read;
            }
        }
        return Optional.empty();
    }

    private static Set<String> texts(JsonNode event, List<String> pointers) {
        Set<String> texts = new HashSet<>();
        for (String pointer : pointers) {
            JsonNode value = event.at(pointer);
            if (value.isValueNode() && !value.isNull() && !value.asString().isEmpty()) {
                texts.add(value.asString());
            }
        }
        return texts;
    }

    /**
     * Whether the Controller has a part in it.
     *
     * @param accountRole of the account that was told: Street Manager tells a highway authority's of what is on its own
     *     streets
     */
    boolean areOf(OwnOrganisations own, String accountRole) {
        if (contradicts) {
            return false;
        }
        boolean promoter = works.filter(own::promote).isPresent() && isOneOf(promoterCodes, own);
        boolean authority = authorityCodes.isEmpty()
                ? works.isPresent() && accountRole.equals(Role.HIGHWAY_AUTHORITY.label())
                : isOneOf(authorityCodes, own);
        boolean codedAuthority = coded.filter(
                        reference -> own.haveCode(reference.authority().value()))
                .isPresent();
        return promoter || authority || codedAuthority;
    }

    /** Where codes are named one of them must be ours: a caller may choose a works reference, but not whose it is. */
    private static boolean isOneOf(Set<String> codes, OwnOrganisations own) {
        return codes.isEmpty() || codes.stream().anyMatch(own::haveCode);
    }
}
