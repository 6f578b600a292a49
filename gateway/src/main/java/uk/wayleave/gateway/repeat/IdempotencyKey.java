package uk.wayleave.gateway.repeat;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;

/**
 * The key by which a caller names a write: a string as RFC 9651 section 3.3.3 writes it, in quotes, as
 * draft-ietf-httpapi-idempotency-key-header section 2.1 has it; many clients leave the quotes out, which is the same key.
 *
 * @param value 8 to 128 letters, digits and {@code - _ . : / + = ~}; a UUID is a good one
 */
record IdempotencyKey(String value) {
    static final String HEADER = "Idempotency-Key";

    private static final Pattern FORM =
            Pattern.compile("\"([A-Za-z0-9_.:/+=~-]{8,128})\"|([A-Za-z0-9_.:/+=~-]{8,128})");

    static IdempotencyKey parse(String header) {
        Matcher matcher = FORM.matcher(header);
        if (!matcher.matches()) {
            throw new Refused(new Refusal.BadRequest(
                    400,
                    "idempotency-key-malformed",
                    "A key is 8 to 128 letters, digits and - _ . : / + = ~, with or without quotes around it. A new UUID"
                            + " for each write is a good one.",
                    Optional.of("header " + HEADER)));
        }
        return new IdempotencyKey(Optional.ofNullable(matcher.group(1)).orElseGet(() -> matcher.group(2)));
    }
}
