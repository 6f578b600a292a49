package uk.wayleave.register.session;

import java.time.Instant;

/**
 * A session with its token, which is shown this once and kept nowhere.
 *
 * @param expires the first instant at which it is no longer good
 */
public record NewSession(String token, Instant expires) {
    @Override
    public String toString() {
        return "NewSession[withheld]";
    }
}
