package uk.wayleave.control.oauth;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.web.filter.OncePerRequestFilter;
import uk.wayleave.register.postgres.DatabaseUnavailable;

/** The outermost of our OAuth filters: forms only, and a clear answer when the register cannot tell. */
final class FormsOnly extends OncePerRequestFilter {
    private static final String FORM = "application/x-www-form-urlencoded";

    private final OAuthErrors errors;

    FormsOnly(OAuthErrors errors) {
        this.errors = errors;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        @Nullable String type = request.getContentType();
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith(FORM)) {
            errors.write(
                    response,
                    400,
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    Optional.of("The body is not declared to be a form. Send Content-Type: " + FORM + "."));
            return;
        }
        if (!isReadable(request)) {
            errors.write(
                    response,
                    400,
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    Optional.of("The form is too long, has too many parameters, or is not encoded well."));
            return;
        }
        try {
            chain.doFilter(request, response);
        } catch (DatabaseUnavailable e) {
            errors.write(
                    response,
                    503,
                    "temporarily_unavailable",
                    Optional.of("The register cannot be reached. Try again later."));
        }
    }

    /** The server reads a form when it is first asked for one, and throws where it will not. */
    private static boolean isReadable(HttpServletRequest request) {
        try {
            return request.getParameterMap() != null;
        } catch (RuntimeException e) {
            return false;
        }
    }
}
