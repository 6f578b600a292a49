package uk.wayleave.register.session;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.framework.PersonId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.vault.MasterKey;
import uk.wayleave.register.vault.Sealed;

/**
 * The one-time codes of persons (RFC 6238: six digits of HMAC-SHA-1 every 30 seconds, as every authenticator app makes
 * them). A seed is 160 random bits, kept sealed; no code counts twice, whatever the node it is given to.
 */
public final class OneTimeCodes {
    /** RFC 4226 section 4, R6: 160 bits are recommended. */
    private static final int SEED_BYTES = 20;

    private static final String KIND = "one-time code";
    private static final Pattern CODE = Pattern.compile("[0-9]{6}");
    private static final TimeBasedOneTimePasswordGenerator GENERATOR = new TimeBasedOneTimePasswordGenerator();

    private final Scopes scopes;
    private final Sealed sealed;
    private final SecureRandom random;

    public OneTimeCodes(Scopes scopes, MasterKey key, SecureRandom random) {
        this.scopes = scopes;
        this.sealed = new Sealed(key);
        this.random = random;
    }

    private record Kept(byte[] sealedSeed, boolean confirmed, long lastStep) {}

    /** Whether the person has given a code once, and so has to give one at every sign-in. */
    public boolean isSetUp(RegisteredPerson person) {
        return scopes.in(person.body(), sql -> kept(sql, person.id()))
                .filter(Kept::confirmed)
                .isPresent();
    }

    /** The seed the person is to put into an authenticator: the same until a code of it was given, then never again. */
    public Outcome<byte[]> seed(RegisteredPerson person) {
        return scopes.change(person.body(), new Actor.Someone(person.id()), change -> {
            Optional<Kept> kept = kept(change.sql(), person.id());
            if (kept.isPresent() && kept.get().confirmed())
                throw Refusal.because(
                        "One-time codes are set up already.", "Give a code, or ask your administrator to begin anew.");
            return kept.map(one -> open(one, person)).orElseGet(() -> {
                byte[] seed = new byte[SEED_BYTES];
                random.nextBytes(seed);
                change.sql()
                        .sql("insert into wayleave.one_time_code (person, sealed) values (:person, :sealed)")
                        .param("person", person.id().value())
                        .param("sealed", sealed.close(seed, KIND, person.id().toString()))
                        .update();
                return seed;
            });
        });
    }

    /** Whether it is a code of now that was not given before; then it is taken. */
    public Outcome<Boolean> take(RegisteredPerson person, String code) {
        return scopes.change(person.body(), new Actor.Someone(person.id()), change -> {
            Optional<Kept> kept = kept(change.sql(), person.id());
            if (kept.isEmpty()) return false;
            OptionalLong step = stepOf(open(kept.get(), person), code, change.at());
            if (step.isEmpty() || step.getAsLong() <= kept.get().lastStep()) return false;
            change.sql()
                    .sql("""
                        update wayleave.one_time_code
                        set last_step = :step, confirmed = coalesce(confirmed, :at) where person = :person""")
                    .param("step", step.getAsLong())
                    .param("at", change.timestamp())
                    .param("person", person.id().value())
                    .update();
            if (!kept.get().confirmed()) change.record("person.one-time-code-set-up", Map.of());
            return true;
        });
    }

    /** The code of an instant. */
    public static String codeOf(byte[] seed, Instant at) {
        try {
            return GENERATOR.generateOneTimePasswordString(new SecretKeySpec(seed, GENERATOR.getAlgorithm()), at);
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("Every Java has HMAC-SHA-1, which takes any key.", e);
        }
    }

    /** The time step whose code it is: this one, or the one before or after (RFC 6238 section 5.2 and 6). */
    private static OptionalLong stepOf(byte[] seed, String code, Instant now) {
        if (!CODE.matcher(code).matches()) return OptionalLong.empty();
        long length = GENERATOR.getTimeStep().toSeconds();
        long current = now.getEpochSecond() / length;
        for (long step = current - 1; step <= current + 1; step++)
            if (MessageDigest.isEqual(
                    codeOf(seed, Instant.ofEpochSecond(step * length)).getBytes(StandardCharsets.US_ASCII),
                    code.getBytes(StandardCharsets.US_ASCII))) return OptionalLong.of(step);
        return OptionalLong.empty();
    }

    private byte[] open(Kept kept, RegisteredPerson person) {
        return sealed.open(kept.sealedSeed(), KIND, person.id().toString())
                .orElseThrow(() ->
                        Refusal.because("The one-time codes cannot be read.", "Ask your administrator to begin anew."));
    }

    private static Optional<Kept> kept(JdbcClient sql, PersonId person) {
        return sql.sql("""
            select sealed, confirmed is not null as is_confirmed, last_step
            from wayleave.one_time_code where person = :person""")
                .param("person", person.value())
                .query((row, number) ->
                        new Kept(row.getBytes("sealed"), row.getBoolean("is_confirmed"), row.getLong("last_step")))
                .optional();
    }
}
