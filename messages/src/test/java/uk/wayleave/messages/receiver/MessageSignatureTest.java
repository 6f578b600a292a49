package uk.wayleave.messages.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.messages.receiver.SignatureBase.Component;
import uk.wayleave.messages.standin.IntegratorsVerifier;
import uk.wayleave.messages.standin.IntegratorsVerifier.Received;

/** Our signatures against the RFC's own example, and against a verifier that was written from the RFC alone. */
class MessageSignatureTest {
    private static final URI TARGET = URI.create("https://hooks.roadtide.example/street-manager?desk=2");
    private static final byte[] BODY = "{\"event_reference\":7}".getBytes(StandardCharsets.UTF_8);
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    /** A key of a receiver's other side, as the register and the store of open data keep them. */
    private static final class Key implements MessageSigner {
        private final KeyPair pair = pair();

        private static KeyPair pair() {
            try {
                return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        @Override
        public String keyId() {
            return "test-key";
        }

        @Override
        public byte[] sign(byte[] message) {
            try {
                Signature signature = Signature.getInstance("Ed25519");
                signature.initSign(pair.getPrivate());
                signature.update(message);
                return signature.sign();
            } catch (GeneralSecurityException impossible) {
                throw new IllegalStateException(impossible);
            }
        }

        /** The last 32 bytes of what X.509 has (RFC 8410 section 4). */
        String x() {
            byte[] all = pair.getPublic().getEncoded();
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(Arrays.copyOfRange(all, all.length - 32, all.length));
        }
    }

    private static final Key KEY = new Key();

    /** RFC 9421, appendix B.2.6 with the key of B.1.4: Ed25519 signs the same always, so the text must be equal. */
    @Test
    void isTheOneOfTheRfcsExample() throws GeneralSecurityException {
        SignatureBase base = new SignatureBase(
                List.of(
                        new Component("date", "Tue, 20 Apr 2021 02:07:55 GMT"),
                        new Component("@method", "POST"),
                        new Component("@path", "/foo"),
                        new Component("@authority", "example.com"),
                        new Component("content-type", "application/json"),
                        new Component("content-length", "18")),
                ";created=1618884473;keyid=\"test-key-ed25519\"");

        assertThat(base.input())
                .isEqualTo("(\"date\" \"@method\" \"@path\" \"@authority\" \"content-type\" \"content-length\")"
                        + ";created=1618884473;keyid=\"test-key-ed25519\"");
        assertThat(new String(base.bytes(), StandardCharsets.US_ASCII))
                .isEqualTo("\"date\": Tue, 20 Apr 2021 02:07:55 GMT\n"
                        + "\"@method\": POST\n"
                        + "\"@path\": /foo\n"
                        + "\"@authority\": example.com\n"
                        + "\"content-type\": application/json\n"
                        + "\"content-length\": 18\n"
                        + "\"@signature-params\": " + base.input());

        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(KeyFactory.getInstance("Ed25519")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder()
                        .decode("MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF"))));
        signature.update(base.bytes());
        String expected = "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";
        assertThat(Base64.getEncoder().encodeToString(signature.sign())).isEqualTo(expected);

        signature.initVerify(KeyFactory.getInstance("Ed25519")
                .generatePublic(new X509EncodedKeySpec(
                        Base64.getDecoder().decode("MCowBQYDK2VwAyEAJrQLj5P/89iXES9+vFgrIy29clF9CC/oPPsw3c5D0bs="))));
        signature.update(base.bytes());
        assertThat(signature.verify(Base64.getDecoder().decode(expected))).isTrue();
    }

    /** RFC 9530, appendix D: the digest of this content. */
    @Test
    void hasTheDigestOfTheRfcsExample() {
        assertThat(ContentDigest.of("{\"hello\": \"world\"}\n".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
    }

    private static SignedRequest signed(String nonce) {
        return SignedRequest.of(
                KEY, TARGET, "notification", "4f7c", BODY, NOW, nonce, Map.of("Wayleave-Receipt", "9a"));
    }

    private static Received received(SignedRequest request) {
        Map<String, String> headers = new HashMap<>();
        request.headers().forEach((name, value) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), value));
        return new Received("POST", request.target(), headers, request.body());
    }

    private static IntegratorsVerifier verifier() {
        return new IntegratorsVerifier(Map.of(KEY.keyId(), KEY.x()));
    }

    @Test
    void isAcceptedByAVerifierWrittenFromTheRfc() {
        assertThat(verifier().objection(received(signed("n1")), NOW)).isEmpty();
        assertThat(signed("n1").headers()).containsEntry("Wayleave-Receipt", "9a");
        assertThat(signed("n1").toString()).doesNotContain("event_reference");
    }

    @Test
    void isGoodForFiveMinutesAndOnce() {
        IntegratorsVerifier verifier = verifier();
        assertThat(verifier.objection(received(signed("n1")), NOW.plus(Duration.ofMinutes(5))))
                .contains("not good now");
        assertThat(verifier.objection(received(signed("n1")), NOW)).isEmpty();
        assertThat(verifier.objection(received(signed("n1")), NOW)).contains("a repeated nonce");
    }

    @ParameterizedTest
    @ValueSource(strings = {"method", "target", "body", "type", "message", "delivery", "key"})
    void isRefusedWhateverOfTheMessageIsChanged(String what) {
        Received genuine = received(signed("n1"));
        Map<String, String> headers = new HashMap<>(genuine.headers());
        String method = what.equals("method") ? "PUT" : genuine.method();
        URI target = what.equals("target") ? URI.create("https://elsewhere.example/") : genuine.target();
        byte[] body = what.equals("body") ? "{}".getBytes(StandardCharsets.UTF_8) : genuine.body();
        switch (what) {
            case "type" -> headers.put("content-type", "text/plain");
            case "message" -> headers.put("wayleave-message", "challenge");
            case "delivery" -> headers.put("wayleave-delivery", "another");
            default -> {}
        }
        IntegratorsVerifier verifier = what.equals("key") ? new IntegratorsVerifier(Map.of()) : verifier();

        Optional<String> objection = verifier.objection(new Received(method, target, headers, body), NOW);

        assertThat(objection).isPresent();
    }
}
