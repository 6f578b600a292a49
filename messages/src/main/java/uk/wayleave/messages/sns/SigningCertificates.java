package uk.wayleave.messages.sns;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.PublicKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import javax.security.auth.x500.X500Principal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The certificates that SNS signs with. They come from its own host over TLS, which is what proves them; besides they
 * must be SNS's by name and valid now, each time they are used.
 */
final class SigningCertificates {
    private static final Logger LOG = LoggerFactory.getLogger(SigningCertificates.class);
    private static final int REMEMBERED = 16;
    private static final int FETCHES_A_MINUTE = 20;
    private static final int KEY_BITS_AT_LEAST = 2048;
    private static final int DNS_NAME = 2;
    private static final String SIGNER = "sns.amazonaws.com";

    private final SnsHttp http;
    private final Clock clock;
    private final Map<URI, X509Certificate> remembered = new HashMap<>();
    private final ConcurrentMap<URI, CompletableFuture<Finding>> underWay = new ConcurrentHashMap<>();
    private Instant minute = Instant.MIN;
    private int fetches;

    SigningCertificates(SnsHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** What became of asking for one. */
    sealed interface Finding {
        record Found(PublicKey key) implements Finding {}

        /** It is not to be trusted; why, in a sentence. */
        record Bad(String why) implements Finding {}

        /** It may be another time; why, in a sentence. */
        record Unreachable(String why) implements Finding {}
    }

    Finding find(URI url, Topic topic, Sender sender) {
        return recall(url)
                .map(known -> judged(url, known, topic, sender))
                .orElseGet(() -> fetchedOnce(url, topic, sender));
    }

    /** A burst of notifications that finds none remembered fetches it once, and all wait for that. */
    private Finding fetchedOnce(URI url, Topic topic, Sender sender) {
        CompletableFuture<Finding> ours = new CompletableFuture<>();
        Optional<CompletableFuture<Finding>> others = Optional.ofNullable(underWay.putIfAbsent(url, ours));
        if (others.isPresent()) {
            Finding theirs = others.get().join();
            return recall(url).map(known -> judged(url, known, topic, sender)).orElse(theirs);
        }
        Finding found = new Finding.Unreachable("The certificate could not be fetched.");
        try {
            // Another may have fetched it since we looked.
            found = recall(url)
                    .map(known -> judged(url, known, topic, sender))
                    .orElseGet(() -> fetched(url, topic, sender));
            return found;
        } finally {
            ours.complete(found);
            underWay.remove(url, ours);
        }
    }

    private Finding fetched(URI url, Topic topic, Sender sender) {
        if (!mayFetch()) {
            return new Finding.Unreachable("Too many different certificates were asked for.");
        }
        try {
            byte[] pem = http.get(url);
            return judged(
                    url,
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem)),
                    topic,
                    sender);
        } catch (CertificateException notACertificate) {
            return new Finding.Bad("What is there is no certificate.");
        } catch (IOException unreachable) {
            LOG.warn("A certificate of Amazon SNS could not be fetched.", unreachable);
            return new Finding.Unreachable("The certificate could not be fetched.");
        }
    }

    private Finding judged(URI url, X509Certificate certificate, Topic topic, Sender sender) {
        if (sender instanceof Sender.StandIn) {
            remember(url, certificate);
            return new Finding.Found(certificate.getPublicKey());
        }
        try {
            certificate.checkValidity(Date.from(clock.instant()));
        } catch (CertificateException expired) {
            return new Finding.Bad("The certificate is not valid now.");
        }
        if (!names(certificate).stream().anyMatch(List.of(SIGNER, topic.host())::contains)) {
            return new Finding.Bad("The certificate is not of Amazon SNS.");
        }
        if (!(certificate.getPublicKey() instanceof RSAPublicKey key)
                || key.getModulus().bitLength() < KEY_BITS_AT_LEAST) {
            return new Finding.Bad("The certificate has no RSA key of 2048 bits or more.");
        }
        remember(url, certificate);
        return new Finding.Found(key);
    }

    private static List<String> names(X509Certificate certificate) {
        try {
            Collection<List<?>> alternatives = certificate.getSubjectAlternativeNames();
            if (alternatives != null) {
                return alternatives.stream()
                        .filter(name -> name.getFirst().equals(DNS_NAME))
                        .map(name -> String.valueOf(name.getLast()))
                        .toList();
            }
        } catch (CertificateParsingException malformed) {
            return List.of();
        }
        return List.of(certificate
                .getSubjectX500Principal()
                .getName(X500Principal.RFC2253)
                .replaceFirst("^CN=([^,]+).*$", "$1"));
    }

    private synchronized Optional<X509Certificate> recall(URI url) {
        return Optional.ofNullable(remembered.get(url));
    }

    private synchronized void remember(URI url, X509Certificate certificate) {
        if (remembered.size() >= REMEMBERED) {
            remembered.clear();
        }
        remembered.put(url, certificate);
    }

    /** A stranger can name any file of SNS's host; that must not make us call it without end. */
    private synchronized boolean mayFetch() {
        Instant now = clock.instant();
        if (minute.equals(Instant.MIN) || now.isAfter(minute.plus(Duration.ofMinutes(1))) || now.isBefore(minute)) {
            minute = now;
            fetches = 0;
        }
        return ++fetches <= FETCHES_A_MINUTE;
    }
}
