package uk.wayleave.opendata;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.wayleave.messages.sns.Topic;
import uk.wayleave.opendata.webhook.WebhookSettings;

/**
 * How open data is received and served.
 *
 * @param topics of Amazon SNS that are taken
 * @param signatureVersions that are taken: 1, 2 or both
 * @param perMinuteByAddress requests that one address may make without a key
 * @param webhooks how they are kept and sent; without it there are none
 */
public record OpenDataSettings(
        List<Topic> topics,
        Set<Integer> signatureVersions,
        int perMinuteByAddress,
        Optional<WebhookSettings> webhooks) {
    /** DfT's three: permits, activities, Section 58. Source: DfT's open data pages. */
    private static final List<Topic> TOPICS_OF_DFT = List.of(
            Topic.of("arn:aws:sns:eu-west-2:287813576808:prod-permit-topic"),
            Topic.of("arn:aws:sns:eu-west-2:287813576808:prod-activity-topic"),
            Topic.of("arn:aws:sns:eu-west-2:287813576808:prod-section-58-topic"));

    public OpenDataSettings {
        topics = List.copyOf(topics);
        signatureVersions = Set.copyOf(signatureVersions);
    }

    /** DfT's topics, both versions, 600 requests a minute, no webhooks. */
    public static OpenDataSettings usual() {
        return new OpenDataSettings(TOPICS_OF_DFT, Set.of(1, 2), 600, Optional.empty());
    }

    public OpenDataSettings limitedTo(int byAddress) {
        return new OpenDataSettings(topics, signatureVersions, byAddress, webhooks);
    }

    public OpenDataSettings sending(WebhookSettings how) {
        return new OpenDataSettings(topics, signatureVersions, perMinuteByAddress, Optional.of(how));
    }
}
