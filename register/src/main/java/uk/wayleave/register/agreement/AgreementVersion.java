package uk.wayleave.register.agreement;

import java.time.Instant;
import java.util.List;
import uk.wayleave.framework.ContentHash;

/**
 * One version of an agreement: its content never changes.
 *
 * @param attestations of its clauses, each by a named person; versions signed before they were asked for have none, and
 *     there who signed attested
 */
public record AgreementVersion(
        int version,
        ContentHash hash,
        AgreementContent content,
        List<Signature> signatures,
        List<Attestation> attestations,
        Instant created) {
    public AgreementVersion {
        signatures = List.copyOf(signatures);
        attestations = List.copyOf(attestations);
    }
}
