package uk.wayleave.framework;

import java.util.Optional;
import java.util.Set;

/**
 * One call as it is judged: facts already established about the caller and the operation, nothing of its payload.
 *
 * @param controller the Controller that the credential names
 * @param agreement the agreement that the credential belongs to
 * @param productStanding the weakest of credential, product and integrator
 * @param apiVersion as in the path: {@code v3}, {@code v6}
 * @param tier the highest tier that the operation's normal answer may hold; a write is T2
 * @param accountAdministration whether the operation signs accounts in or out or changes users and secrets
 * @param statedPurposes what token and header state, each of which must agree with the instruction
 * @param references works named in path, query and body, in capitals
 * @param workstreams workstream prefixes named by those works or in the body
 * @param box the area of the map that it asks for
 * @param acting for which organisation it says it is made
 * @param namedPerson the {@code internal_user_identifier} that the product sent
 */
public record Call(
        ControllerId controller,
        AgreementId agreement,
        IntegratorId integrator,
        ProductId product,
        Standing productStanding,
        String apiVersion,
        OperationId operation,
        Effect effect,
        Tier tier,
        boolean accountAdministration,
        Set<Purpose> statedPurposes,
        Set<String> references,
        Set<String> workstreams,
        Optional<Box> box,
        Acting acting,
        Part part,
        AccountFit account,
        Optional<String> namedPerson) {
    public Call {
        statedPurposes = Set.copyOf(statedPurposes);
        references = Set.copyOf(references);
        workstreams = Set.copyOf(workstreams);
    }

    /** Whether it signs in or out, or changes users or secrets, by what it does or by what the catalogue says of it. */
    public boolean administersAccounts() {
        return accountAdministration || effect == Effect.AUTHENTICATION;
    }

    /** Whether it is about some organisation's records, so that which ones must be within what was granted. */
    public boolean isAboutRecords() {
        return part != Part.NOT_NEEDED;
    }
}
