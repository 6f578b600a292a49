package uk.wayleave.control.oauth;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import uk.wayleave.control.http.Json;
import uk.wayleave.control.http.Refused;
import uk.wayleave.control.request.InstructionDetails;
import uk.wayleave.register.request.WantedInstruction;

/** Reads {@code authorization_details} (RFC 9396): an array of exactly one instruction. */
final class AuthorizationDetails {
    /** RFC 9396 section 5. */
    static final String INVALID = "invalid_authorization_details";

    private static final int LONGEST = 60_000;

    private final Json json;
    private final Clock clock;

    AuthorizationDetails(Json json, Clock clock) {
        this.json = json;
        this.clock = clock;
    }

    /** @throws OAuthRefusal with {@code invalid_authorization_details} */
    WantedInstruction read(String text) {
        if (text.length() > LONGEST) throw new OAuthRefusal(INVALID, "authorization_details: it is too long.");
        try {
            InstructionDetails[] details = json.read(text.getBytes(StandardCharsets.UTF_8), InstructionDetails[].class);
            if (details.length != 1)
                throw new OAuthRefusal(INVALID, "authorization_details: send exactly one element.");
            return details[0].wanted("/0", clock.instant());
        } catch (Refused refused) {
            throw new OAuthRefusal(
                    INVALID, "authorization_details: " + refused.problem().detail());
        }
    }
}
