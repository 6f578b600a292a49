package uk.wayleave.sandbox.people;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.streetmanager.ApiVersion;

/**
 * Accounts, log-in and tokens, by the rules DfT documents (API documentation V3, "Security" and integration guide): id
 * and access tokens last an hour, refresh tokens a day; logging in again leaves older tokens as they are; logging out
 * ends all tokens of the user; five failures in five minutes lock the account for five minutes.
 */
public final class Sessions {
    public static final Duration SHORT_LIFE = Duration.ofHours(1);
    public static final Duration REFRESH_LIFE = Duration.ofDays(1);
    public static final Duration LOCK = Duration.ofMinutes(5);
    public static final int FAILURES = 5;

    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final int SWEEP_EVERY = 256;
    private static final int SHORTEST_PASSWORD = 8;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;
    private final Predicate<String> suspended;
    private final Supplier<Duration> shortLife;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final Map<String, String> codes = new ConcurrentHashMap<>();
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final AtomicLong issued = new AtomicLong();
    private final SecretKeySpec key = key(randomBytes());

    /**
     * @param suspended whether the organisation of an SWA code is suspended
     * @param shortLife how long id and access tokens last; {@link #SHORT_LIFE} with Street Manager
     */
    public Sessions(Clock clock, List<Account> accounts, Predicate<String> suspended, Supplier<Duration> shortLife) {
        this.clock = clock;
        this.suspended = suspended;
        this.shortLife = shortLife;
        accounts.forEach(account -> members.put(account.emailAddress(), new Member(account)));
    }

    private enum Use {
        ID("id"),
        ACCESS("access"),
        REFRESH("refresh"),
        SESSION("session");

        private final String code;

        Use(String code) {
            this.code = code;
        }
    }

    private record Token(Member member, Use use, Instant expires, long generation) {
        boolean holds(Use wanted, Instant now) {
            return use == wanted && now.isBefore(expires) && generation == member.generation();
        }
    }

    /** An account and what happened to it since the start. */
    private static final class Member {
        private final Deque<Instant> failures = new ArrayDeque<>();
        private final AtomicLong generation = new AtomicLong();
        private volatile Account account;
        private Instant lockedUntil = Instant.MIN;

        Member(Account account) {
            this.account = account;
        }

        long generation() {
            return generation.get();
        }

        synchronized boolean isLocked(Instant now) {
            return now.isBefore(lockedUntil);
        }

        synchronized void failed(Instant now) {
            failures.removeIf(at -> !at.isAfter(now.minus(LOCK)));
            failures.add(now);
            if (failures.size() >= FAILURES) {
                lockedUntil = now.plus(LOCK);
                failures.clear();
            }
        }

        synchronized void succeeded() {
            failures.clear();
        }

        boolean hasPassword(String password) {
            return MessageDigest.isEqual(
                    password.getBytes(StandardCharsets.UTF_8),
                    account.password().getBytes(StandardCharsets.UTF_8));
        }
    }

    public Collection<Account> accounts() {
        return members.values().stream().map(m -> m.account).toList();
    }

    /** The account an id token was given to, if the token still counts. */
    public Optional<Account> holder(String idToken) {
        Token token = tokens.get(idToken);
        return token != null && token.holds(Use.ID, clock.instant())
                ? Optional.of(token.member().account)
                : Optional.empty();
    }

    public Answer authenticate(ApiVersion version, ObjectNode body) {
        return withPassword(body, member -> {
            if (suspended.test(member.account.swaCode())) {
                return Answer.problem(412, "Organisation suspended");
            }
            if (member.account.invited()) {
                return Answer.redirect("/" + version.segment() + "/work/authenticate/initial");
            }
            return Answer.ok(loggedIn(member));
        });
    }

    /** The first log-in: gives the token to set a password with. */
    public Answer authenticateInitially(ObjectNode body) {
        return withPassword(
                body,
                member -> member.account.invited()
                        ? Answer.ok(Json.object().put("sessionToken", issue(member, Use.SESSION, SHORT_LIFE)))
                        : Answer.authenticationFailed());
    }

    public Answer setPassword(ObjectNode body) {
        Token token = tokens.get(Json.string(body, "token", ""));
        if (token == null
                || !token.holds(Use.SESSION, clock.instant())
                || !token.member().account.emailAddress().equals(Json.string(body, "email", ""))) {
            return Answer.authenticationFailed();
        }
        String password = Json.string(body, "password", "");
        if (password.length() < SHORTEST_PASSWORD) {
            return Answer.invalid("password", "must have at least " + SHORTEST_PASSWORD + " characters");
        }
        Member member = token.member();
        member.account = member.account.withPassword(password);
        member.generation.incrementAndGet();
        return Answer.ok(loggedIn(member));
    }

    /** Writes a code to the user, who may or may not exist. There is no mail here: see {@link #verificationCode}. */
    public Answer forgotPassword(ObjectNode body) {
        Member member = members.get(Json.string(body, "email", ""));
        if (member != null) {
            codes.put(member.account.emailAddress(), String.format("%06d", RANDOM.nextInt(1_000_000)));
        }
        return Answer.noContent();
    }

    /** The code that was last written to a user. */
    public Optional<String> verificationCode(String emailAddress) {
        return Optional.ofNullable(codes.get(emailAddress));
    }

    /** A new password for whoever has the code. */
    public Answer resetPassword(ObjectNode body) {
        String emailAddress = Json.string(body, "email", "");
        Optional<Member> member = verificationCode(emailAddress)
                .filter(code -> code.equals(Json.string(body, "verification_code", "")))
                .map(code -> members.get(emailAddress));
        if (member.isEmpty()) {
            return Answer.invalid("verification_code", "is not the one that was sent");
        }
        String password = Json.string(body, "password", "");
        if (password.length() < SHORTEST_PASSWORD) {
            return Answer.invalid("password", "must have at least " + SHORTEST_PASSWORD + " characters");
        }
        codes.remove(emailAddress);
        Member known = member.get();
        known.account = known.account.withPassword(password);
        known.generation.incrementAndGet();
        return Answer.noContent();
    }

    /** Gives a user another name. */
    public void rename(Account account, String firstName, String lastName) {
        Member member = members.get(account.emailAddress());
        if (member != null) {
            member.account = member.account.named(firstName, lastName);
        }
    }

    public Answer refresh(ObjectNode body) {
        Token token = tokens.get(Json.string(body, "refresh_token", ""));
        if (token == null || !token.holds(Use.REFRESH, clock.instant())) {
            return Answer.authenticationFailed();
        }
        Member member = token.member();
        if (suspended.test(member.account.swaCode())) {
            return Answer.accessRestricted();
        }
        ObjectNode fresh = Json.object();
        fresh.put("id_token", issue(member, Use.ID, shortLife.get()));
        fresh.put("access_token", issue(member, Use.ACCESS, shortLife.get()));
        return Answer.ok(fresh);
    }

    public Answer logout(ObjectNode body) {
        Token token = tokens.get(Json.string(body, "access_token", ""));
        if (token == null || !token.holds(Use.ACCESS, clock.instant())) {
            return Answer.authenticationFailed();
        }
        token.member().generation.incrementAndGet();
        return Answer.noContent();
    }

    /** Ends every token of everybody. */
    public void expireAll() {
        tokens.clear();
    }

    /** Ends every id and access token, as an hour would; refresh tokens go on. */
    public void expireShortLived() {
        tokens.values().removeIf(token -> token.use() != Use.REFRESH);
    }

    private interface Admitted {
        Answer answer(Member member);
    }

    private Answer withPassword(ObjectNode body, Admitted admitted) {
        Member member = members.get(Json.string(body, "emailAddress", ""));
        if (member == null) {
            return Answer.authenticationFailed();
        }
        Instant now = clock.instant();
        if (member.isLocked(now)) {
            return Answer.problem(423, "User account locked");
        }
        if (!member.hasPassword(Json.string(body, "password", ""))) {
            member.failed(now);
            return Answer.authenticationFailed();
        }
        member.succeeded();
        return admitted.answer(member);
    }

    private ObjectNode loggedIn(Member member) {
        ObjectNode tokens = Json.object();
        tokens.put("idToken", issue(member, Use.ID, shortLife.get()));
        tokens.put("organisationReference", member.account.swaCode());
        tokens.put("accessToken", issue(member, Use.ACCESS, shortLife.get()));
        tokens.put("refreshToken", issue(member, Use.REFRESH, REFRESH_LIFE));
        return tokens;
    }

    private String issue(Member member, Use use, Duration life) {
        Instant now = clock.instant();
        long number = issued.incrementAndGet();
        if (number % SWEEP_EVERY == 0) {
            tokens.values().removeIf(token -> !token.holds(token.use(), now));
        }
        ObjectNode claims = Json.object();
        claims.put("sub", member.account.emailAddress());
        claims.put("token_use", use.code);
        claims.put("iat", now.getEpochSecond());
        claims.put("exp", now.plus(life).getEpochSecond());
        claims.put("jti", number);
        String text = signed(claims);
        tokens.put(text, new Token(member, use, now.plus(life), member.generation()));
        return text;
    }

    /** In the shape of a JSON Web Token (RFC 7519); its signature makes it impossible to guess. */
    private String signed(ObjectNode claims) {
        String header = BASE64.encodeToString(
                Json.bytes(Json.object().put("alg", "HS256").put("typ", "JWT")));
        String content = header + "." + BASE64.encodeToString(Json.bytes(claims));
        return content + "." + BASE64.encodeToString(mac(key, content));
    }

    /** The password a seed gives an account. */
    public static String password(String seed, String emailAddress) {
        return BASE64.encodeToString(mac(key(seed.getBytes(StandardCharsets.UTF_8)), emailAddress))
                .substring(0, 24);
    }

    public static String randomSeed() {
        return BASE64.encodeToString(randomBytes());
    }

    private static byte[] randomBytes() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return bytes;
    }

    private static SecretKeySpec key(byte[] bytes) {
        return new SecretKeySpec(bytes, "HmacSHA256");
    }

    private static byte[] mac(SecretKeySpec key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java has HmacSHA256.", impossible);
        }
    }
}
