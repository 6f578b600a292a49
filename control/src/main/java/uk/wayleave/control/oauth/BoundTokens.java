package uk.wayleave.control.oauth;

import java.time.Clock;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.register.Register;
import uk.wayleave.register.token.Confirmation;

/**
 * The grant {@code client_credentials} (RFC 6749 section 4.4) with our parameters {@code instruction} and
 * {@code purpose}. The register makes the token and keeps its digest, in the place of Spring's generator and
 * authorization service, which would keep the token itself.
 */
final class BoundTokens implements AuthenticationProvider {
    private static final String INSTRUCTION = "instruction";
    private static final String PURPOSE = "purpose";

    private final InstructionTokens tokens;
    private final ProofsOfPossession proofs;

    BoundTokens(Register register, ProofsOfPossession proofs, Clock clock) {
        this.tokens = new InstructionTokens(register, clock);
        this.proofs = proofs;
    }

    @Override
    public Authentication authenticate(Authentication authentication) {
        var grant = (OAuth2ClientCredentialsAuthenticationToken) authentication;
        OAuth2ClientAuthenticationToken client = InstructionTokens.proven(grant.getPrincipal());
        if (!grant.getScopes().isEmpty())
            throw new OAuthRefusal(
                    OAuth2ErrorCodes.INVALID_SCOPE,
                    "There are no scopes here: what a token may do is in the agreement and the instruction. Leave scope"
                            + " out.");
        Optional<InstructionId> instruction = InstructionTokens.parameter(grant.getAdditionalParameters(), INSTRUCTION)
                .map(BoundTokens::instruction);
        Optional<Purpose> purpose = InstructionTokens.parameter(grant.getAdditionalParameters(), PURPOSE)
                .map(BoundTokens::purpose);
        Optional<Confirmation> key = proofs.confirmation(
                InstructionTokens.registered(client).getClientId(), grant, grant.getAdditionalParameters());
        return tokens.of(client, instruction, purpose, key);
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return OAuth2ClientCredentialsAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private static InstructionId instruction(String text) {
        try {
            return InstructionId.of(text);
        } catch (IllegalArgumentException e) {
            throw new OAuthRefusal(
                    OAuth2ErrorCodes.INVALID_REQUEST, "instruction: it is not the id of an instruction, a UUID.");
        }
    }

    private static Purpose purpose(String text) {
        Purpose purpose = Purpose.ofWireName(text)
                .orElseThrow(() -> new OAuthRefusal(
                        OAuth2ErrorCodes.INVALID_REQUEST,
                        "purpose: it is not one of the purposes that serve a Controller. /api/clauses lists them."));
        if (purpose.servesTheController()) return purpose;
        throw new OAuthRefusal(
                OAuth2ErrorCodes.INVALID_REQUEST,
                "purpose: this is an other use (framework A5), which takes open data and no token.");
    }
}
