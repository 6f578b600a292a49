package uk.wayleave.control.oauth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationGrantAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** A token request of a grant that Spring has no converter for: its parameters, and the proof of a key beside it. */
final class GrantForm extends OAuth2AuthorizationGrantAuthenticationToken {
    private static final long serialVersionUID = 1L;

    static final AuthorizationGrantType BACK_CHANNEL = new AuthorizationGrantType("urn:openid:params:grant-type:ciba");
    static final AuthorizationGrantType SIGNED =
            new AuthorizationGrantType("urn:ietf:params:oauth:grant-type:jwt-bearer");

    private static final String PROOF = "DPoP";

    private GrantForm(AuthorizationGrantType grant, Authentication client, Map<String, Object> parameters) {
        super(grant, client, parameters);
    }

    /** Reads forms of that grant, and leaves others alone. */
    static AuthenticationConverter reading(AuthorizationGrantType grant) {
        return request -> read(grant, request);
    }

    private static @Nullable Authentication read(AuthorizationGrantType grant, HttpServletRequest request) {
        if (!grant.getValue().equals(request.getParameter("grant_type"))) return null;
        Map<String, Object> parameters = new HashMap<>();
        request.getParameterMap()
                .forEach((name, values) -> parameters.put(name, values.length == 1 ? values[0] : values));
        List<String> proofs = Collections.list(request.getHeaders(PROOF));
        if (proofs.size() > 1)
            throw new OAuthRefusal(OAuth2ErrorCodes.INVALID_REQUEST, "DPoP: the header came more than once.");
        if (proofs.size() == 1) parameters.put("dpop_proof", proofs.getFirst());
        @Nullable Authentication client = SecurityContextHolder.getContext().getAuthentication();
        if (client == null) return null;
        return new GrantForm(grant, client, parameters);
    }
}
