package uk.wayleave.control.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import uk.wayleave.control.request.InstructionDetails;
import uk.wayleave.messages.certificate.CallerCertificates;

/**
 * Authorization server metadata (RFC 8414 section 2, RFC 8705 sections 3.3 and 5, RFC 9126 section 5, RFC 9396 section 10,
 * RFC 9449 section 5.1, CIBA section 4).
 *
 * @param mtlsEndpointAliases the same endpoints where clients are asked for a certificate, if anywhere
 */
public record Metadata(
        String issuer,
        String tokenEndpoint,
        List<String> tokenEndpointAuthMethodsSupported,
        String authorizationEndpoint,
        String pushedAuthorizationRequestEndpoint,
        boolean requirePushedAuthorizationRequests,
        boolean authorizationResponseIssParameterSupported,
        List<String> codeChallengeMethodsSupported,
        List<String> authorizationDetailsTypesSupported,
        List<String> dpopSigningAlgValuesSupported,
        String backchannelAuthenticationEndpoint,
        List<String> backchannelTokenDeliveryModesSupported,
        boolean backchannelUserCodeParameterSupported,
        String revocationEndpoint,
        List<String> revocationEndpointAuthMethodsSupported,
        List<String> grantTypesSupported,
        List<String> responseTypesSupported,
        boolean tlsClientCertificateBoundAccessTokens,
        Optional<Aliases> mtlsEndpointAliases,
        String serviceDocumentation) {
    private static final List<String> SECRETS = List.of("client_secret_basic", "client_secret_post");

    /** RFC 8705 section 5. */
    public record Aliases(
            String tokenEndpoint,
            String revocationEndpoint,
            String pushedAuthorizationRequestEndpoint,
            String backchannelAuthenticationEndpoint) {
        static Aliases at(URI base) {
            return new Aliases(
                    base + AuthorizationServer.TOKEN,
                    base + AuthorizationServer.REVOKE,
                    base + AuthorizationServer.PUSH,
                    base + AuthorizationServer.BACK_CHANNEL);
        }
    }

    static Metadata of(URI issuer, CallerCertificates certificates, Optional<URI> asking) {
        String base = issuer.toString();
        return new Metadata(
                base,
                base + AuthorizationServer.TOKEN,
                SECRETS,
                base + AuthorizationServer.AUTHORIZE,
                base + AuthorizationServer.PUSH,
                true,
                true,
                List.of("S256"),
                List.of(InstructionDetails.TYPE),
                ProofsOfPossession.ALGORITHMS.stream()
                        .map(JWSAlgorithm::getName)
                        .sorted()
                        .toList(),
                base + AuthorizationServer.BACK_CHANNEL,
                List.of("poll"),
                false,
                base + AuthorizationServer.REVOKE,
                SECRETS,
                List.of(
                        "client_credentials",
                        "authorization_code",
                        GrantForm.BACK_CHANNEL.getValue(),
                        GrantForm.SIGNED.getValue(),
                        "urn:ietf:params:oauth:grant-type:token-exchange"),
                List.of("code"),
                !certificates.equals(CallerCertificates.none()),
                asking.map(Aliases::at),
                base + "/api/openapi.json");
    }
}
