package uk.wayleave.gateway.forward;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a login gave, and until when it counts. DfT: id and access tokens last an hour, a refresh token a day from the
 * login. An id token that names a shorter life of its own is believed.
 */
final class Tokens {
    static final Duration REFRESH_LIFE = Duration.ofDays(1);
    private static final Duration LONGEST_LIFE = Duration.ofHours(1);
    /** Not used in its last moments: it has to be good when it arrives. */
    private static final Duration SAFETY = Duration.ofSeconds(30);

    private static final Duration MARGIN = Duration.ofMinutes(5);
    private static final Duration JITTER = Duration.ofMinutes(2);

    private final HttpField header;
    private final String access;
    private final Optional<String> refresh;
    private final Instant obtained;
    private final Instant loggedIn;
    private final Instant renewFrom;
    private final Instant usableUntil;

    /**
     * @param obtained just before they were asked for
     * @param loggedIn when the login was that the refresh token is from
     */
    Tokens(
            String idToken,
            String access,
            Optional<String> refresh,
            Instant obtained,
            Instant loggedIn,
            BackOff jitter) {
        Duration life = life(idToken);
        this.header = new PreEncodedHttpField("token", idToken);
        this.access = access;
        this.refresh = refresh;
        this.obtained = obtained;
        this.loggedIn = loggedIn;
        this.usableUntil = obtained.plus(life.minus(shorter(SAFETY, life.dividedBy(4))));
        this.renewFrom = obtained.plus(life)
                .minus(shorter(MARGIN, life.dividedBy(2)))
                .minus(jitter.random(shorter(JITTER, life.dividedBy(4))));
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Of a JSON Web Token, from its own times, so that the clocks of both sides may differ. */
    private static Duration life(String idToken) {
        String[] parts = idToken.split("\\.", -1);
        if (parts.length != 3) {
            return LONGEST_LIFE;
        }
        try {
            JsonNode claims =
                    JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(parts[1]));
            long seconds = claims.path("exp").asLong(0) - claims.path("iat").asLong(0);
            boolean stated = claims.has("exp") && claims.has("iat") && seconds > 0;
            return stated ? shorter(Duration.ofSeconds(seconds), LONGEST_LIFE) : LONGEST_LIFE;
        } catch (IllegalArgumentException | JacksonException notAJsonWebToken) {
            return LONGEST_LIFE;
        }
    }

    HttpField header() {
        return header;
    }

    String access() {
        return access;
    }

    /** All of them as text. */
    List<String> texts() {
        return Stream.of(Optional.of(String.valueOf(header.getValue())), Optional.of(access), refresh)
                .flatMap(Optional::stream)
                .toList();
    }

    Instant loggedIn() {
        return loggedIn;
    }

    boolean isUsable(Instant now) {
        return now.isBefore(usableUntil);
    }

    /** Whether it is time to get new ones, although these still count. */
    boolean isToBeRenewed(Instant now) {
        return !now.isBefore(renewFrom);
    }

    /** The refresh token while it counts. */
    Optional<String> refresh(Instant now) {
        return refresh.filter(known -> now.isBefore(loggedIn.plus(REFRESH_LIFE).minus(SAFETY)));
    }

    Duration age(Instant now) {
        return Duration.between(obtained, now);
    }

    @Override
    public String toString() {
        return "Tokens[withheld]";
    }
}
