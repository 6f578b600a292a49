package uk.wayleave.framework;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.text.FreeTextPolicy;

/**
 * What is in force between one Controller and one Integrator, in the version in force at the moment of the call.
 *
 * @param version counts from 1; a change of content makes a new version that both sides sign
 * @param contentHash what both sides signed
 * @param attested the clauses that named persons of both sides attested in this version
 * @param purposes what access is granted for; an other use can be listed nowhere
 * @param apiVersions Street Manager API versions, as in the path: {@code v3}, {@code v6}
 * @param operations the operations granted
 * @param tier the highest tier granted
 * @param workstreams three-digit workstream prefixes of the Controller
 * @param destinations per product of the integrator that may use this agreement, where it keeps or shows the data
 * @param proof the least proof of the requesting person, per effect of an operation
 * @param fields which classes of field are opened beyond what the purposes have anyway
 * @param freeText what becomes of personal data in free text that goes out
 * @param longestSide of an area on the map that one call may ask for, in metres
 * @param from the first instant in force
 * @param until the first instant no longer in force
 */
public record Agreement(
        AgreementId id,
        int version,
        ContentHash contentHash,
        ControllerId controller,
        IntegratorId integrator,
        AgreementState state,
        Basis basis,
        Set<ClauseId> attested,
        Set<Purpose> purposes,
        Set<String> apiVersions,
        Set<OperationId> operations,
        Tier tier,
        Scope<String> workstreams,
        Map<ProductId, List<Destination>> destinations,
        Map<Effect, ProofLevel> proof,
        FieldGrants fields,
        FreeTextPolicy freeText,
        int longestSide,
        Instant from,
        Instant until) {
    /** 10 km: a town and its surroundings; what an agreement grants that says nothing else of it. */
    public static final int USUAL_LONGEST_SIDE = 10_000;

    public Agreement {
        attested = Set.copyOf(attested);
        purposes = Set.copyOf(purposes);
        apiVersions = Set.copyOf(apiVersions);
        operations = Set.copyOf(operations);
        destinations = copyOf(destinations);
        proof = Map.copyOf(proof);
    }

    private static Map<ProductId, List<Destination>> copyOf(Map<ProductId, List<Destination>> destinations) {
        var copy = new HashMap<ProductId, List<Destination>>();
        destinations.forEach((product, places) -> copy.put(product, List.copyOf(places)));
        return Map.copyOf(copy);
    }

    public boolean isInForceAt(Instant instant) {
        return state == AgreementState.ACTIVE && !instant.isBefore(from) && instant.isBefore(until);
    }

    /** The least proof for an operation of this effect; where the agreement says nothing, the strongest. */
    public ProofLevel proofFor(Effect effect) {
        return proof.getOrDefault(effect, ProofLevel.L3);
    }
}
