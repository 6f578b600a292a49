package uk.wayleave.control.oauth;

import com.nimbusds.jose.JWSAlgorithm;
import java.net.URI;
import java.util.List;
import uk.wayleave.control.request.InstructionDetails;

/** Authorization server metadata (RFC 8414 section 2, RFC 9126 section 5, RFC 9396 section 10, RFC 9449 section 5.1, CIBA section 4). */
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
        String serviceDocumentation) {
    private static final List<String> SECRETS = List.of("client_secret_basic", "client_secret_post");

    static Metadata of(URI issuer) {
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
                base + "/api/openapi.json");
    }
}
