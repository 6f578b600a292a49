package uk.wayleave.messages.certificate;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How callers of a door show a certificate of theirs. Usually not at all.
 *
 * @param port where the door asks every caller for a certificate, beside its own where it asks nobody, so that no browser
 *     asks its user for one; 0 takes a free one
 * @param proxies that end TLS for us, whose header {@code Client-Cert} (RFC 9440) tells which certificate their caller
 *     showed them. Each has to take away any such header that comes from outside (RFC 9440 section 4)
 */
public record CallerCertificates(OptionalInt port, List<AddressRange> proxies) {
    /** RFC 9440 section 2.2. */
    public static final String HEADER = "Client-Cert";

    private static final int LONGEST = 16 * 1024;

    public CallerCertificates {
        proxies = List.copyOf(proxies);
    }

    /** Nobody is asked and no header is believed. */
    public static CallerCertificates none() {
        return new CallerCertificates(OptionalInt.empty(), List.of());
    }

    public static CallerCertificates askedAt(int port) {
        return new CallerCertificates(OptionalInt.of(port), List.of());
    }

    public static CallerCertificates by(AddressRange... proxies) {
        return new CallerCertificates(OptionalInt.empty(), List.of(proxies));
    }

    /**
     * What the caller has shown.
     *
     * @param peer address at the other end of the connection
     * @param shown the certificates of the connection, the peer's own first; empty without any
     * @param header values of {@link #HEADER}, one for each time it came
     */
    public CallerCertificate of(String peer, List<X509Certificate> shown, List<String> header, Instant now) {
        // A proxy's own certificate is the proxy's, and never its caller's.
        if (isProxy(peer)) return forwarded(header, now);
        return shown.isEmpty() ? new CallerCertificate.None() : CallerCertificate.of(shown.getFirst(), now);
    }

    private boolean isProxy(String peer) {
        if (proxies.isEmpty()) return false;
        Optional<InetAddress> address = literal(peer);
        return address.isPresent() && proxies.stream().anyMatch(range -> range.has(address.get()));
    }

    /** Jetty writes IPv6 in brackets. */
    private static Optional<InetAddress> literal(String peer) {
        boolean bracketed = peer.startsWith("[") && peer.endsWith("]");
        try {
            return Optional.of(InetAddress.ofLiteral(bracketed ? peer.substring(1, peer.length() - 1) : peer));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static CallerCertificate forwarded(List<String> header, Instant now) {
        if (header.isEmpty()) return new CallerCertificate.None();
        String value = header.getFirst().strip();
        // RFC 9440 section 2.1 and RFC 8941 section 3.3.5: one byte sequence, between colons.
        boolean isBytes = value.length() > 2 && value.startsWith(":") && value.endsWith(":");
        if (header.size() > 1 || !isBytes || value.length() > LONGEST) return unreadable();
        try {
            byte[] der = Base64.getDecoder().decode(value.substring(1, value.length() - 1));
            return CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der))
                            instanceof X509Certificate certificate
                    ? CallerCertificate.of(certificate, now)
                    : unreadable();
        } catch (CertificateException | IllegalArgumentException e) {
            return unreadable();
        }
    }

    private static CallerCertificate unreadable() {
        return new CallerCertificate.Unusable(
                "The proxy's Client-Cert header is not one certificate as RFC 9440 writes it: its DER form in base64"
                        + " between colons.");
    }
}
