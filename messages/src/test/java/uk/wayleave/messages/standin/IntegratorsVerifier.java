package uk.wayleave.messages.standin;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How an integrator verifies what comes to its receiver, written from RFC 9421, RFC 9530 and RFC 8037 with the JDK alone.
 * It shares nothing with the code that signs, so that what it accepts is interoperable. In short:
 *
 * <ol>
 *   <li>read {@code Signature-Input}: the list of covered components and the parameters;
 *   <li>insist that everything that matters is covered: method, target, digest and type of the body, and the two headers
 *       that say what it is and which;
 *   <li>check {@code created} and {@code expires} against the clock and that the nonce is new;
 *   <li>compute the digest of the body and compare it with {@code Content-Digest};
 *   <li>build the signature base from the request as it arrived, and verify it with the key of that name from the
 *       JSON Web Key Set at {@code /.well-known/jwks.json}.
 * </ol>
 */
public final class IntegratorsVerifier {
    private static final Pattern INPUT = Pattern.compile("wayleave=(\\(([^)]*)\\)(;.*))");
    private static final Pattern PARAMETER = Pattern.compile(";([a-z]+)=(?:\"([^\"]*)\"|(\\d+))");
    private static final Pattern SIGNATURE = Pattern.compile("wayleave=:([A-Za-z0-9+/=]+):");
    private static final List<String> NEEDED = List.of(
            "@method", "@target-uri", "content-digest", "content-type", "wayleave-message", "wayleave-delivery");

    /** RFC 8410 section 4: what stands before the 32 bytes of an Ed25519 key in X.509. */
    private static final byte[] X509_START = {0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00};

    private final Map<String, String> keys;
    private final Set<String> nonces = new HashSet<>();

    /** @param keys the {@code x} of each key by its {@code kid}, from the key set */
    public IntegratorsVerifier(Map<String, String> keys) {
        this.keys = Map.copyOf(keys);
    }

    /** A request as a server sees it, with the names of headers in small letters. */
    public record Received(String method, URI target, Map<String, String> headers, byte[] body) {
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /** What is wrong with it; empty where it is genuine. */
    public Optional<String> objection(Received request, Instant now) {
        Matcher input = INPUT.matcher(request.header("signature-input"));
        Matcher signature = SIGNATURE.matcher(request.header("signature"));
        if (!input.matches() || !signature.matches()) {
            return Optional.of("no signature of ours");
        }
        List<String> covered = covered(input.group(2));
        if (!covered.containsAll(NEEDED)) {
            return Optional.of("not everything is covered");
        }
        Map<String, String> parameters = parameters(input.group(3));
        if (!"wayleave-notification".equals(parameters.get("tag")) || !"ed25519".equals(parameters.get("alg"))) {
            return Optional.of("made for something else");
        }
        long created = Long.parseLong(parameters.getOrDefault("created", "0"));
        long expires = Long.parseLong(parameters.getOrDefault("expires", "0"));
        if (now.getEpochSecond() < created - 60 || now.getEpochSecond() >= expires) {
            return Optional.of("not good now");
        }
        if (!digest(request.body()).equals(request.header("content-digest"))) {
            return Optional.of("another body");
        }
        Optional<PublicKey> key = Optional.ofNullable(keys.get(parameters.getOrDefault("keyid", "")))
                .map(IntegratorsVerifier::key);
        if (key.isEmpty()) {
            return Optional.of("an unknown key");
        }
        byte[] base = base(request, covered, input.group(1)).getBytes(StandardCharsets.US_ASCII);
        if (!verifies(key.get(), base, Base64.getDecoder().decode(signature.group(1)))) {
            return Optional.of("a wrong signature");
        }
        return nonces.add(parameters.getOrDefault("nonce", "")) ? Optional.empty() : Optional.of("a repeated nonce");
    }

    private static List<String> covered(String list) {
        List<String> names = new ArrayList<>();
        for (String quoted : list.split(" ", -1)) {
            names.add(quoted.replace("\"", ""));
        }
        return names;
    }

    private static Map<String, String> parameters(String text) {
        Map<String, String> found = new java.util.HashMap<>();
        for (Matcher each = PARAMETER.matcher(text); each.find(); ) {
            String quoted = each.group(2);
            found.put(each.group(1), quoted == null ? String.valueOf(each.group(3)) : quoted);
        }
        return found;
    }

    /** RFC 9421 section 2.5. */
    static String base(Received request, List<String> covered, String input) {
        StringBuilder base = new StringBuilder();
        for (String name : covered) {
            String value = switch (name) {
                case "@method" -> request.method();
                case "@target-uri" -> request.target().toString();
                case "@authority" -> request.target().getAuthority();
                case "@path" -> request.target().getRawPath();
                default -> request.header(name).strip();
            };
            base.append('"').append(name).append("\": ").append(value).append('\n');
        }
        return base.append("\"@signature-params\": ").append(input).toString();
    }

    /** RFC 9530 section 2. */
    static String digest(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return "sha-256=:" + Base64.getEncoder().encodeToString(hash) + ":";
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** RFC 8037 section 2: {@code x} is the key's 32 bytes. */
    static PublicKey key(String x) {
        byte[] raw = Base64.getUrlDecoder().decode(x);
        byte[] encoded = Arrays.copyOf(X509_START, X509_START.length + raw.length);
        System.arraycopy(raw, 0, encoded, X509_START.length, raw.length);
        try {
            return KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException noKey) {
            throw new IllegalStateException(noKey);
        }
    }

    /** RFC 9421 section 3.3.6. */
    static boolean verifies(PublicKey key, byte[] base, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(key);
            verifier.update(base);
            return verifier.verify(signature);
        } catch (GeneralSecurityException notVerified) {
            return false;
        }
    }
}
