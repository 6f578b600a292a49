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
 * @param perMinuteByKey requests that one key may make
 * @param apiKeyHashes SHA-256 of the API keys, in hexadecimal
 */
public record OpenDataSettings(
        List<Topic> topics,
        Set<Integer> signatureVersions,
        int perMinuteByAddress,
        int perMinuteByKey,
        Set<String> apiKeyHashes) {
    public OpenDataSettings {
        topics = List.copyOf(topics);
        signatureVersions = Set.copyOf(signatureVersions);
        apiKeyHashes = Set.copyOf(apiKeyHashes);
    }

    /** DfT's topics, both versions, 600 and 6,000 requests a minute, no keys. */
    public static OpenDataSettings usual() {
        return new OpenDataSettings(Topic.DFT, Set.of(1, 2), 600, 6000, Set.of());
    }

    public OpenDataSettings limitedTo(int byAddress, int byKey, Set<String> keyHashes) {
        return new OpenDataSettings(topics, signatureVersions, byAddress, byKey, keyHashes);
    }
}
