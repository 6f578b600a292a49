package uk.wayleave.sandbox.events;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ArrayNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;

/** Subscribing to notifications. Subscriptions are an organisation's: any of its accounts lists and ends them. */
public final class SubscriptionCalls {
    /** Of an endpoint (V6's documentation of the call). */
    private static final int LONGEST_ENDPOINT = 2048;

    private final Parts parts;
    private final PostOffice post;

    public SubscriptionCalls(Parts parts, PostOffice post) {
        this.parts = parts;
        this.post = post;
    }

    public Answer subscribe(Call call) {
        return endpoint(Json.string(call.body(), "api_endpoint", ""))
                .map(endpoint -> post.subscribe(
                        call.account(), endpoint, Json.string(call.body(), "subscription_description", "")))
                .map(made -> Answer.created(Json.object().put("subscription_reference_number", made.reference())))
                .orElseGet(() -> Answer.invalid(
                        "api_endpoint",
                        "must be an https address (http on this machine) of " + LONGEST_ENDPOINT
                                + " characters at most"));
    }

    private static Optional<URI> endpoint(String text) {
        if (text.length() > LONGEST_ENDPOINT) {
            return Optional.empty();
        }
        try {
            URI endpoint = URI.create(text);
            boolean local = List.of("127.0.0.1", "localhost", "[::1]").contains(String.valueOf(endpoint.getHost()));
            boolean fits = "https".equals(endpoint.getScheme()) || (local && "http".equals(endpoint.getScheme()));
            return fits && endpoint.getHost() != null ? Optional.of(endpoint) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** The reference is optional in DfT's schema; without one, all subscriptions of the organisation end. */
    public Answer unsubscribe(Call call) {
        Optional<String> reference = Json.string(call.body(), "subscription_reference_number");
        if (reference.isEmpty()) {
            post.of(call.organisation()).forEach(post::end);
            return Answer.noContent();
        }
        return post.find(reference.get())
                .map(subscription -> {
                    if (!subscription.account().swaCode().equals(call.organisation())) {
                        return Answer.accessRestricted();
                    }
                    post.end(subscription);
                    return Answer.noContent();
                })
                .orElseGet(() -> Answer.notFound("Subscription"));
    }

    public Answer list(Call call) {
        ArrayNode found = Json.array();
        post.of(call.organisation())
                .forEach(subscription -> found.add(parts.fit(
                        call,
                        "event.GetSubscriptionsResponse",
                        Json.object()
                                .put("subscription_reference_number", subscription.reference())
                                .put("subscription_description", subscription.description())
                                .put("subscription_url", subscription.endpoint().toString()))));
        return Answer.ok(found);
    }
}
