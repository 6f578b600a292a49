package uk.wayleave.register.token;

import java.time.Instant;
import java.util.Optional;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.Purpose;

/** Issues, refreshes and ends our tokens. */
public interface Tokens {
    /**
     * Issues tokens to a product that proves its credential.
     *
     * @param instruction to bind the tokens to; refused unless it is one of this product's under the credential's
     *     agreement
     * @param confirmation the key or certificate that was proven with the request, to bind them to
     */
    Issue issue(
            String clientId,
            String clientSecret,
            Optional<InstructionId> instruction,
            Optional<Purpose> purpose,
            Optional<Confirmation> confirmation);

    /** As above, bound to neither. */
    default Issue issue(
            String clientId, String clientSecret, Optional<InstructionId> instruction, Optional<Purpose> purpose) {
        return issue(clientId, clientSecret, instruction, purpose, Optional.empty());
    }

    /**
     * A new access token for a refresh token, bound as before.
     *
     * @param confirmation what was proven with the request; one that is bound is good with the same alone
     */
    Issue refresh(String refreshToken, Optional<Confirmation> confirmation);

    /** As above, with nothing proven. */
    default Issue refresh(String refreshToken) {
        return refresh(refreshToken, Optional.empty());
    }

    /** Ends every token of the product's credential that this access token belongs to; false if we never issued it. */
    boolean endAllOf(String accessToken);

    /** What became of a request for tokens. */
    sealed interface Issue {
        /**
         * @param refreshToken empty when an access token was refreshed
         * @param organisationReference of the Controller's first Street Manager organisation, for clients that read it
         */
        record Issued(
                String accessToken,
                Optional<String> refreshToken,
                Instant expires,
                Optional<String> organisationReference)
                implements Issue {
            @Override
            public String toString() {
                return "Issued[withheld]";
            }
        }

        /** Unknown, wrong, expired or ended credential or refresh token: the caller is told no more than that. */
        record Denied() implements Issue {}

        /** The credential is good, but no such instruction is this product's. */
        record UnknownInstruction() implements Issue {}

        /** The person approved the instruction for tokens bound to a key, and the proof is not of that key. */
        record OtherKey() implements Issue {}
    }
}
