package uk.wayleave.sandbox.events;

import java.net.URI;
import uk.wayleave.sandbox.people.Account;

/**
 * That somebody wants to be told of what happens to an organisation's works.
 *
 * @param reference {@code SUB-{SWA code}-{number}}; the form is ours, DfT does not document it
 * @param account that subscribed
 * @param endpoint where notifications are posted
 * @param description as sent, or empty
 * @param token proves to the sandbox that whoever confirms has received the request to confirm
 * @param confirmed whether the subscriber has called the link in it; until then nothing is sent
 */
public record Subscription(
        String reference, Account account, URI endpoint, String description, String token, boolean confirmed) {

    Subscription confirm() {
        return new Subscription(reference, account, endpoint, description, token, true);
    }

    @Override
    public String toString() {
        return "Subscription[" + reference + "]";
    }
}
