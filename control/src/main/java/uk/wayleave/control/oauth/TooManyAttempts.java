package uk.wayleave.control.oauth;

import java.time.Duration;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;

/** The client, or somebody at its address, has failed too often. */
final class TooManyAttempts extends OAuth2AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final Duration pause;

    TooManyAttempts(Duration pause) {
        super(new OAuth2Error(
                "temporarily_unavailable",
                "There were too many failed attempts; wait for the time in Retry-After.",
                null));
        this.pause = pause;
    }

    Duration pause() {
        return pause;
    }
}
