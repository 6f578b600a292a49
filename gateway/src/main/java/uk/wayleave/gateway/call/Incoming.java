package uk.wayleave.gateway.call;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import uk.wayleave.messages.certificate.CallerCertificate;

/**
 * A call as it came in, before anything is known of it.
 *
 * @param id ours; the caller gets it back, Street Manager gets it as {@code x-request-id}
 * @param version the first segment of the path
 * @param api the second
 * @param segments the others, decoded
 * @param certificate that the caller has shown (RFC 8705)
 */
public record Incoming(
        UUID id,
        Instant at,
        String method,
        String version,
        String api,
        List<String> segments,
        List<QueryParameter> query,
        CallHeaders headers,
        CallerCertificate certificate,
        RequestBody body) {
    public Incoming {
        segments = List.copyOf(segments);
        query = List.copyOf(query);
    }

    /** Without a certificate. */
    public Incoming(
            UUID id,
            Instant at,
            String method,
            String version,
            String api,
            List<String> segments,
            List<QueryParameter> query,
            CallHeaders headers,
            RequestBody body) {
        this(id, at, method, version, api, segments, query, headers, new CallerCertificate.None(), body);
    }

    /**
     * A proof that the caller holds a key (DPoP, RFC 9449 section 4).
     *
     * @param jwt as it came
     * @param target what it has to be for: our own address, without query
     * @param behindProxy whether another may end TLS before us, so that the address may begin with https all the same
     */
    public record Proof(String jwt, URI target, boolean behindProxy) {
        /** Without the proof. */
        @Override
        public String toString() {
            return "Proof[withheld]";
        }
    }

    /** The values of a query parameter, in order. */
    public List<String> query(String name) {
        return query.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(QueryParameter::value)
                .toList();
    }

    /**
     * The headers that mean something to us; all others stop here.
     *
     * @param token from {@code token}, {@code Authorization: Bearer} or {@code Authorization: DPoP}
     * @param proof that the caller holds a key (RFC 9449)
     * @param override the reason to go on in spite of a finding in free text
     * @param idempotencyKey by which the caller names a write, to repeat it safely
     */
    public record CallHeaders(
            Optional<String> token,
            Optional<Proof> proof,
            Optional<String> instruction,
            Optional<String> purpose,
            Optional<String> person,
            Optional<String> override,
            Optional<String> contentType,
            Optional<String> idempotencyKey) {
        /** Without the token. */
        @Override
        public String toString() {
            return "CallHeaders[withheld]";
        }
    }
}
