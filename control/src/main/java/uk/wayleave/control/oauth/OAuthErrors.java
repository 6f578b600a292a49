package uk.wayleave.control.oauth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import uk.wayleave.control.http.Json;

/** Errors as RFC 6749 section 5.2 has them. */
final class OAuthErrors implements AuthenticationFailureHandler {
    private static final String NOT_PROVEN =
            "The client id and secret are not those of a credential in use. Both are shown once, when it is made.";

    private final Json json;

    OAuthErrors(Json json) {
        this.json = json;
    }

    private record Body(String error, Optional<String> errorDescription) {}

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException exception)
            throws IOException {
        String code = exception instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : OAuth2ErrorCodes.SERVER_ERROR;
        if (exception instanceof TooManyAttempts tooMany)
            response.setHeader(
                    "Retry-After", Long.toString(Math.max(1, tooMany.pause().toSeconds())));
        if (code.equals(OAuth2ErrorCodes.INVALID_CLIENT))
            response.setHeader("WWW-Authenticate", "Basic realm=\"wayleave\", charset=\"UTF-8\"");
        write(response, statusOf(code, exception), code, description(code, exception));
    }

    void write(HttpServletResponse response, int status, String code, Optional<String> description) throws IOException {
        byte[] body = json.write(new Body(code, description));
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    private static int statusOf(String code, AuthenticationException exception) {
        if (exception instanceof TooManyAttempts) return 429;
        return switch (code) {
            case OAuth2ErrorCodes.INVALID_CLIENT -> 401;
            case OAuth2ErrorCodes.SERVER_ERROR -> 500;
            default -> 400;
        };
    }

    private static Optional<String> description(String code, AuthenticationException exception) {
        if (code.equals(OAuth2ErrorCodes.INVALID_CLIENT)) return Optional.of(NOT_PROVEN);
        if (exception instanceof OAuth2AuthenticationException oauth)
            return Optional.ofNullable(oauth.getError().getDescription());
        return Optional.empty();
    }
}
