package uk.wayleave.gateway.forward;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.gateway.governor.Admission;
import uk.wayleave.gateway.governor.Governor;
import uk.wayleave.gateway.governor.Place;
import uk.wayleave.gateway.governor.Shortage;
import uk.wayleave.register.vault.OpenedAccount;

/**
 * Street Manager's login, refresh and logout, each one request (API documentation, "Security"; V6 models). Login speaks
 * camelCase, refresh and logout snake_case. What follows from an answer is for {@link Session} to say.
 */
final class SignIn {
    private static final long LARGEST_ANSWER = 64 << 10;

    private final Upstream upstream;
    private final SessionKey key;
    private final Duration limit;
    private final Clock clock;
    private final BackOff jitter;
    private final Governor governor;

    SignIn(Upstream upstream, SessionKey key, Duration limit, Clock clock, BackOff jitter, Governor governor) {
        this.governor = governor;
        this.upstream = upstream;
        this.key = key;
        this.limit = limit;
        this.clock = clock;
        this.jitter = jitter;
    }

    /** What Street Manager said to it. */
    sealed interface Said {
        /** @param organisation for which the login is; a refresh does not say */
        record Yes(Tokens tokens, Optional<String> organisation) implements Said {}

        /** A definite no: asking again the same way does not help. */
        record No(Cause cause, Optional<Duration> retryAfter) implements Said {}

        /** It may do later. */
        record NotNow(Cause cause, Optional<Duration> retryAfter) implements Said {}

        /** Nobody knows whether it counts as a failed login. */
        record Nothing(Cause cause) implements Said {}
    }

    Said logIn(String version, OpenedAccount opened) {
        Instant asked = clock.instant();
        byte[] json = JsonMapper.shared()
                .writeValueAsBytes(Map.of("emailAddress", opened.emailAddress(), "password", opened.password()));
        Sent sent = post("/" + version + "/work/authenticate", json);
        return said(sent, answer -> {
            int status = answer.status();
            return switch (status) {
                case 401 -> new Said.No(Cause.WRONG_PASSWORD, Optional.empty());
                case 412 -> new Said.No(Cause.ORGANISATION_SUSPENDED, Optional.empty());
                case 423 -> new Said.No(Cause.ACCOUNT_LOCKED, answer.retryAfter());
                case 307 -> new Said.No(Cause.INVITATION_OPEN, Optional.empty());
                default ->
                    status == 200 ? loggedIn(answer, asked) : new Said.NotNow(Cause.LOGIN_FAILED, answer.retryAfter());
            };
        });
    }

    private Said loggedIn(Sent.Answered answer, Instant asked) {
        JsonNode json = json(answer);
        Optional<String> id = text(json, "idToken");
        Optional<String> access = text(json, "accessToken");
        if (id.isEmpty() || access.isEmpty()) {
            return new Said.NotNow(Cause.LOGIN_FAILED, Optional.empty());
        }
        Tokens tokens = new Tokens(id.get(), access.get(), text(json, "refreshToken"), asked, asked, jitter);
        return new Said.Yes(tokens, text(json, "organisationReference"));
    }

    /** @param refreshToken of {@code old}; the answer brings no new one */
    Said refresh(String version, Tokens old, String refreshToken) {
        Instant asked = clock.instant();
        byte[] json = JsonMapper.shared().writeValueAsBytes(Map.of("refresh_token", refreshToken));
        Sent sent = post("/" + version + "/party/refresh", json);
        return said(sent, answer -> switch (answer.status()) {
            case 200 -> refreshed(answer, old, refreshToken, asked);
            case 400, 401, 403, 404, 412, 423 -> new Said.No(Cause.LOGIN_FAILED, Optional.empty());
            default -> new Said.NotNow(Cause.LOGIN_FAILED, answer.retryAfter());
        });
    }

    private Said refreshed(Sent.Answered answer, Tokens old, String refreshToken, Instant asked) {
        JsonNode json = json(answer);
        Optional<String> id = text(json, "id_token");
        Optional<String> access = text(json, "access_token");
        if (id.isEmpty() || access.isEmpty()) {
            return new Said.No(Cause.LOGIN_FAILED, Optional.empty());
        }
        Tokens tokens = new Tokens(id.get(), access.get(), Optional.of(refreshToken), asked, old.loggedIn(), jitter);
        return new Said.Yes(tokens, Optional.empty());
    }

    /** Ends all tokens of the account at Street Manager; whether it worked is of no consequence here. */
    void logOut(String version, Tokens tokens) {
        byte[] json = JsonMapper.shared().writeValueAsBytes(Map.of("access_token", tokens.access()));
        if (post("/" + version + "/party/logout", json) instanceof Sent.Answered answer) {
            answer.body().close();
        }
    }

    private interface Reading {
        Said read(Sent.Answered answer);
    }

    private static Said said(Sent sent, Reading reading) {
        return switch (sent) {
            case Sent.NotSent(Cause cause, Optional<Duration> retryAfter) -> new Said.NotNow(cause, retryAfter);
            case Sent.Unknown unknown -> new Said.Nothing(Cause.LOGIN_FAILED);
            case Sent.Answered answer -> {
                try (Spool _ = answer.body()) {
                    yield answer.status() == 429
                            ? new Said.NotNow(Cause.TOO_MANY_CALLS, answer.retryAfter())
                            : reading.read(answer);
                }
            }
        };
    }

    /** Logins count against the same budget as calls. */
    private Sent post(String path, byte[] json) {
        return switch (governor.askToSignIn(key.account().host())) {
            case Admission.Granted(Place place) -> {
                try (place) {
                    place.use();
                    yield sent(path, json);
                }
            }
            case Admission.Declined(Shortage shortage) ->
                Sent.NotSent.heldOff(Cause.OVER_BUDGET, shortage.retryAfter());
        };
    }

    private Sent sent(String path, byte[] json) {
        try {
            return upstream.exchange(new Wire(
                    key.controller(),
                    key.account().host(),
                    "POST",
                    path,
                    new OutboundBody.Json(json),
                    Outbound.JSON,
                    Optional.empty(),
                    UUID.randomUUID(),
                    LARGEST_ANSWER,
                    limit));
        } finally {
            Arrays.fill(json, (byte) 0);
        }
    }

    /** A missing node where it is not JSON. */
    private static JsonNode json(Sent.Answered answer) {
        try (var in = answer.body().openStream()) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException | JacksonException unreadable) {
            return JsonMapper.shared().missingNode();
        }
    }

    private static Optional<String> text(JsonNode json, String name) {
        return json.path(name).asStringOpt().filter(text -> !text.isBlank());
    }
}
