package uk.wayleave.messages.receiver;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.wayleave.messages.receiver.SignatureBase.Component;

/**
 * A request to a receiver with its signature (RFC 9421, ed25519 by section 3.3.6). Covered are method, target, the digest
 * of the body (RFC 9530), its type, and our own headers that say what it is and which: nothing of it can be sent
 * elsewhere, changed, or taken for another kind of message. Small enough that it is written here: see decision 0011.
 *
 * @param headers all there are to be sent, in order
 */
public record SignedRequest(URI target, Map<String, String> headers, byte[] body) {
    /** What kind of message it is: {@code notification}, {@code open-events} or {@code challenge}. */
    public static final String MESSAGE = "wayleave-message";

    /** Which message it is: the same at every attempt, for the receiver to tell repeats by. */
    public static final String DELIVERY = "wayleave-delivery";

    static final String LABEL = "wayleave";
    static final String TAG = "wayleave-notification";
    static final String JSON = "application/json";

    /** How long a signature is good: for clocks that differ and a slow way, and no longer. */
    static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private static final List<String> COVERED = List.of("content-digest", "content-type", MESSAGE, DELIVERY);

    /** @param more headers that are sent and not covered */
    public static SignedRequest of(
            MessageSigner signer,
            URI target,
            String message,
            String delivery,
            byte[] body,
            Instant now,
            String nonce,
            Map<String, String> more) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("content-type", JSON);
        headers.put("content-digest", ContentDigest.of(body));
        headers.put(MESSAGE, message);
        headers.put(DELIVERY, delivery);
        SignatureBase base = base(signer, target, headers, now, nonce);
        headers.put("signature-input", LABEL + "=" + base.input());
        headers.put("signature", LABEL + "=:" + Base64.getEncoder().encodeToString(signer.sign(base.bytes())) + ":");
        headers.putAll(more);
        return new SignedRequest(target, headers, body);
    }

    private static SignatureBase base(
            MessageSigner signer, URI target, Map<String, String> headers, Instant now, String nonce) {
        List<Component> components = new ArrayList<>();
        components.add(new Component("@method", "POST"));
        components.add(new Component("@target-uri", target.toString()));
        for (String name : COVERED) {
            components.add(new Component(name, headers.getOrDefault(name, "")));
        }
        String parameters = ";created=" + now.getEpochSecond()
                + ";expires=" + now.plus(GOOD_FOR).getEpochSecond()
                + ";nonce=\"" + nonce + "\""
                + ";keyid=\"" + signer.keyId() + "\""
                + ";alg=\"ed25519\""
                + ";tag=\"" + TAG + "\"";
        return new SignatureBase(components, parameters);
    }

    /** Without headers and body. */
    @Override
    public String toString() {
        return "SignedRequest[bytes=" + body.length + "]";
    }
}
