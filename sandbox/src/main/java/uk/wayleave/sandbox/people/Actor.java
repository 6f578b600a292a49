package uk.wayleave.sandbox.people;

import java.util.Optional;
import tools.jackson.databind.JsonNode;
import uk.wayleave.sandbox.wire.Json;

/**
 * Who did something: the account, and the person it says it acts for, exactly as sent.
 *
 * @param account e-mail address of the account
 * @param internalUserIdentifier as sent
 * @param internalUserName as sent
 */
public record Actor(String account, Optional<String> internalUserIdentifier, Optional<String> internalUserName) {
    public static Actor of(Account account, JsonNode body) {
        return new Actor(
                account.emailAddress(),
                Json.string(body, "internal_user_identifier"),
                Json.string(body, "internal_user_name"));
    }
}
