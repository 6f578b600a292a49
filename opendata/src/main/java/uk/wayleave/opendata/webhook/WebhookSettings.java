package uk.wayleave.opendata.webhook;

import java.time.Duration;
import java.util.Optional;
import uk.wayleave.messages.receiver.ReceiverNetworks;
import uk.wayleave.messages.receiver.ReceiverSettings;
import uk.wayleave.opendata.store.Webhooks;

/**
 * How webhooks are kept and sent.
 *
 * @param sealing what the signing key is sealed under; the same on every node
 * @param networks where receivers may be
 * @param perKey how many one key may have
 * @param firstDelay after a failure; doubled with each
 * @param longestDelay between two attempts
 * @param failingAtMost a receiver that has failed for longer gets nothing more
 * @param limit for one attempt, the answer included
 * @param lease how long a node has a webhook without a word; more than the limit
 */
public record WebhookSettings(
        SealingKey sealing,
        ReceiverNetworks networks,
        Webhooks.Limits perKey,
        Duration firstDelay,
        Duration longestDelay,
        Duration failingAtMost,
        Duration limit,
        Duration lease) {
    /** Webhooks that one node delivers to at a time. */
    static final int AT_ONCE = 32;

    private static final int IN_FORCE = 10;
    private static final int A_DAY = 30;

    /** 10 for a key and 30 made within a day; tried from 5 s to 1 h apart, for three days; 15 s for one attempt. */
    public static WebhookSettings usual(SealingKey sealing, ReceiverNetworks networks) {
        return new WebhookSettings(
                sealing,
                networks,
                new Webhooks.Limits(IN_FORCE, A_DAY),
                Duration.ofSeconds(5),
                Duration.ofHours(1),
                Duration.ofDays(3),
                Duration.ofSeconds(15),
                Duration.ofMinutes(1));
    }

    ReceiverSettings receivers() {
        return new ReceiverSettings(networks, limit, AT_ONCE, AT_ONCE, Optional.empty());
    }
}
