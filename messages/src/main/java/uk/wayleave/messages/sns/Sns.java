package uk.wayleave.messages.sns;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Proves what Amazon SNS posts, and confirms subscriptions to it. DfT's own sample subscriber checks too little (any
 * https host may serve the certificate) and is not followed.
 */
public final class Sns {
    /** Signature versions and what they sign with. Source: AWS, as {@link Envelope#signed()}. */
    private static final Map<String, String> ALGORITHMS = Map.of("1", "SHA1withRSA", "2", "SHA256withRSA");

    private final Set<Integer> versions;
    private final SnsHttp http;
    private final SigningCertificates certificates;

    /** @param versions of signatures that are taken: 1, 2 or both */
    public Sns(Set<Integer> versions, SnsHttp http, Clock clock) {
        this.versions = Set.copyOf(versions);
        this.http = http;
        this.certificates = new SigningCertificates(http, clock);
    }

    /** Whether the sender signed exactly this, with a certificate that is good now. */
    public Proof prove(Envelope envelope, Sender sender) {
        Optional<Topic> topic = Topic.find(envelope.topicArn());
        if (topic.isEmpty()) {
            return new Proof.Untrue("It names no topic.");
        }
        String algorithm = ALGORITHMS.get(envelope.signatureVersion());
        if (algorithm == null || !versions.contains(Integer.parseInt(envelope.signatureVersion()))) {
            return new Proof.Untrue("Its signature version is not taken.");
        }
        Optional<URI> certificate = PinnedUrl.certificate(envelope.signingCertUrl(), topic.get(), sender);
        if (certificate.isEmpty()) {
            return new Proof.Untrue("Its certificate is not Amazon SNS's own.");
        }
        return switch (certificates.find(certificate.get(), topic.get(), sender)) {
            case SigningCertificates.Finding.Bad(String why) -> new Proof.Untrue(why);
            case SigningCertificates.Finding.Unreachable(String why) -> new Proof.NotNow(why);
            case SigningCertificates.Finding.Found(PublicKey key) ->
                isSigned(envelope, key, algorithm)
                        ? new Proof.Proven(certificate.get())
                        : new Proof.Untrue("Its signature is not true.");
        };
    }

    private static boolean isSigned(Envelope envelope, PublicKey key, String algorithm) {
        try {
            byte[] given = Base64.getDecoder().decode(envelope.signature());
            Signature signature = Signature.getInstance(algorithm);
            signature.initVerify(key);
            signature.update(envelope.signed().getBytes(StandardCharsets.UTF_8));
            return signature.verify(given);
        } catch (GeneralSecurityException | IllegalArgumentException untrue) {
            return false;
        }
    }

    /** Opens the address in a confirmation, which must have been proven before. */
    public Confirmation confirm(Envelope proven, Sender sender) {
        Optional<URI> address = Topic.find(proven.topicArn())
                .flatMap(topic -> proven.subscribeUrl().flatMap(url -> PinnedUrl.confirmation(url, topic, sender)));
        if (address.isEmpty()) {
            return new Confirmation.Untrue();
        }
        try {
            http.get(address.get());
            return new Confirmation.Confirmed();
        } catch (IOException failed) {
            return new Confirmation.NotNow(String.valueOf(failed.getMessage()));
        }
    }
}
