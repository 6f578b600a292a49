package uk.wayleave.control.signin;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;

/**
 * The passwords of persons: PBKDF2 with HMAC-SHA256 as OWASP has it, from the JDK itself; the stored form names how it
 * was made, so another can follow.
 */
public final class Passwords {
    /** Of characters, as NIST SP 800-63B asks for where there is no second factor, less what it allows with a brake. */
    private static final int SHORTEST = 12;

    private static final int LONGEST = 200;
    private static final int SALT_BYTES = 16;

    /** OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA256. */
    public static final int ROUNDS = 600_000;

    /** For people who do not exist, in demonstrations: everybody of a demonstration signs in when it starts. */
    public static final int FICTIONAL_ROUNDS = 10_000;

    private final PasswordEncoder encoder;
    private final SecureRandom random = new SecureRandom();

    /** A hash takes a processor for a while: whoever sends many passwords at once waits, and calls go on meanwhile. */
    private final Semaphore turns =
            new Semaphore(Math.max(1, Runtime.getRuntime().availableProcessors() / 2), true);

    /** Checked where there is nobody, so that an unknown name takes as long as a wrong password. */
    private final String nobody;

    /** @param rounds of PBKDF2 for the hashes made from now on; {@link #ROUNDS} where people's passwords are kept */
    public Passwords(int rounds) {
        // What a demonstration hashed must not stop anybody from signing in later.
        Map<String, PasswordEncoder> known = new HashMap<>();
        for (int one : new int[] {ROUNDS, FICTIONAL_ROUNDS, rounds}) known.put(name(one), encoder(one));
        this.encoder = new DelegatingPasswordEncoder(name(rounds), known);
        this.nobody = hash(generated());
    }

    private static String name(int rounds) {
        return "pbkdf2-sha256-" + rounds;
    }

    private static PasswordEncoder encoder(int rounds) {
        return new Pbkdf2PasswordEncoder("", SALT_BYTES, rounds, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256);
    }

    /** What is wrong with a password somebody chose; empty if nothing is. */
    public Optional<String> problem(String password) {
        if (password.length() >= SHORTEST && password.length() <= LONGEST) return Optional.empty();
        return Optional.of("It must have " + SHORTEST + " to " + LONGEST + " characters.");
    }

    public String hash(String password) {
        String hash = encoder.encode(password);
        if (hash == null) throw new IllegalStateException("A password that is there has a hash.");
        return hash;
    }

    public boolean matches(String password, String hash) {
        return password.length() <= LONGEST && inTurn(password, hash);
    }

    /** Takes as long as {@link #matches}. */
    public void matchNobody(String password) {
        inTurn(password.length() <= LONGEST ? password : "", nobody);
    }

    private boolean inTurn(String password, String hash) {
        turns.acquireUninterruptibly();
        try {
            return encoder.matches(password, hash);
        } finally {
            turns.release();
        }
    }

    /** 144 random bits in 24 characters. */
    public String generated() {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
