package uk.wayleave.register.agreement;

import java.time.Instant;
import java.util.List;
import uk.wayleave.framework.ContentHash;

/** One version of an agreement: its content never changes. */
public record AgreementVersion(
        int version, ContentHash hash, AgreementContent content, List<Signature> signatures, Instant created) {
    public AgreementVersion {
        signatures = List.copyOf(signatures);
    }
}
