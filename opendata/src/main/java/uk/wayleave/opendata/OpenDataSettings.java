package uk.wayleave.opendata;

import java.util.List;
import java.util.Set;
import uk.wayleave.opendata.subscriber.Topic;

/**
 * How open data is received and served.
 *
 * @param topics of Amazon SNS that are taken
 * @param signatureVersions that are taken: 1, 2 or both
 * @param perMinuteByAddress requests that one address may make without a key
 */
public record OpenDataSettings(List<Topic> topics, Set<Integer> signatureVersions, int perMinuteByAddress) {
    public OpenDataSettings {
        topics = List.copyOf(topics);
        signatureVersions = Set.copyOf(signatureVersions);
    }

    /** DfT's topics, both versions, 600 requests a minute. */
    public static OpenDataSettings usual() {
        return new OpenDataSettings(Topic.DFT, Set.of(1, 2), 600);
    }

    public OpenDataSettings limitedTo(int byAddress) {
        return new OpenDataSettings(topics, signatureVersions, byAddress);
    }
}
