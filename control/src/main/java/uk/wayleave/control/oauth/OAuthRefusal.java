package uk.wayleave.control.oauth;

import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** An OAuth error with what was wrong and what to do; it repeats nothing of what was sent. */
final class OAuthRefusal extends OAuth2AuthenticationException {
    private static final long serialVersionUID = 1L;

    OAuthRefusal(String code, String description) {
        super(new OAuth2Error(code, description, null));
    }
}
