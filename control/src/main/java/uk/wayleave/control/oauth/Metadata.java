package uk.wayleave.control.oauth;

import java.net.URI;
import java.util.List;

/**
 * Authorization server metadata (RFC 8414 section 2). Spring's own document cannot be without an authorization endpoint,
 * and there is none here.
 *
 * @param responseTypesSupported required by the RFC, and empty: nothing is answered from an authorization endpoint
 */
public record Metadata(
        String issuer,
        String tokenEndpoint,
        List<String> tokenEndpointAuthMethodsSupported,
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
                base + AuthorizationServer.REVOKE,
                SECRETS,
                List.of("client_credentials"),
                List.of(),
                base + "/api/openapi.json");
    }
}
