package uk.wayleave.control.oauth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;

/** The parameters of a form, each at most once (RFC 6749 section 3.1). */
final class OAuthForm {
    private final HttpServletRequest request;

    OAuthForm(HttpServletRequest request) {
        this.request = request;
    }

    void requireKnown(Set<String> known) {
        for (String name : request.getParameterMap().keySet())
            if (!known.contains(name))
                throw new OAuthRefusal(
                        OAuth2ErrorCodes.INVALID_REQUEST,
                        "There is a parameter that is not known here. Send only: "
                                + String.join(", ", known.stream().sorted().toList()) + ".");
    }

    /** Empty where it is missing or empty (RFC 6749 section 3.1: sent without a value, it counts as left out). */
    Optional<String> optional(String name) {
        String[] values = request.getParameterValues(name);
        if (values == null || (values.length == 1 && values[0].isEmpty())) return Optional.empty();
        if (values.length > 1)
            throw new OAuthRefusal(OAuth2ErrorCodes.INVALID_REQUEST, name + ": it was given more than once.");
        return Optional.of(values[0]);
    }

    String required(String name) {
        return optional(name)
                .orElseThrow(() -> new OAuthRefusal(OAuth2ErrorCodes.INVALID_REQUEST, name + ": it is missing."));
    }
}
