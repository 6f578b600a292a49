package uk.wayleave.gateway.notification;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;

/** Amazon SNS over HTTPS: redirects never followed, nothing long read, certificates remembered for a day. */
public final class AmazonSnsOverHttps implements AmazonSns {
    private static final Duration LIMIT = Duration.ofSeconds(8);
    private static final int LONGEST = 32 * 1024;
    private static final int MOST_CERTIFICATES = 16;
    private static final Duration REMEMBERED = Duration.ofDays(1);

    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(LIMIT)
            .build();
    private final Cache<URI, X509Certificate> certificates = Caffeine.newBuilder()
            .maximumSize(MOST_CERTIFICATES)
            .expireAfterWrite(REMEMBERED)
            .build();

    @Override
    public Optional<X509Certificate> certificate(URI address) {
        X509Certificate known = certificates.getIfPresent(address);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<X509Certificate> read = get(address).flatMap(AmazonSnsOverHttps::read);
        read.ifPresent(certificate -> certificates.put(address, certificate));
        return read;
    }

    @Override
    public boolean confirm(URI address) {
        return get(address).isPresent();
    }

    private Optional<byte[]> get(URI address) {
        try {
            HttpResponse<InputStream> response = client.send(
                    HttpRequest.newBuilder(address).timeout(LIMIT).GET().build(),
                    HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                return response.statusCode() == 200 ? Optional.of(body.readNBytes(LONGEST)) : Optional.empty();
            }
        } catch (IOException unreachable) {
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static Optional<X509Certificate> read(byte[] pem) {
        try {
            return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem))
                            instanceof X509Certificate certificate
                    ? Optional.of(certificate)
                    : Optional.empty();
        } catch (CertificateException unreadable) {
            return Optional.empty();
        }
    }
}
