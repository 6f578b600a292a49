package uk.wayleave.opendata.store;

import java.net.URI;
import java.util.Optional;
import java.util.UUID;

/**
 * What is needed, with the message itself, to check a notification's signature again.
 *
 * @param published the time as the envelope writes it, since that text is what was signed
 * @param version 1 (SHA-1) or 2 (SHA-256)
 */
public record SignedEnvelope(
        UUID message,
        String topic,
        String published,
        Optional<String> subject,
        int version,
        URI certificate,
        byte[] signature) {}
