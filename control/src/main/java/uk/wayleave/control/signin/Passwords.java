package uk.wayleave.control.signin;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
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

    private final PasswordEncoder encoder;
    private final SecureRandom random = new SecureRandom();

    /** Checked where there is nobody, so that an unknown name takes as long as a wrong password. */
    private final String nobody;

    /** @param rounds of PBKDF2 for the hashes made from now on; {@link #ROUNDS} where people's passwords are kept */
    public Passwords(int rounds) {
        String current = "pbkdf2-sha256-" + rounds;
        this.encoder = new DelegatingPasswordEncoder(
                current,
                Map.of(
                        current,
                        new Pbkdf2PasswordEncoder(
                                "", SALT_BYTES, rounds, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256)));
        this.nobody = hash(generated());
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
        return password.length() <= LONGEST && encoder.matches(password, hash);
    }

    /** Takes as long as {@link #matches}. */
    public void matchNobody(String password) {
        encoder.matches(password.length() <= LONGEST ? password : "", nobody);
    }

    /** 144 random bits in 24 characters. */
    public String generated() {
        byte[] bytes = new byte[18];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
