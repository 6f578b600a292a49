package uk.wayleave.gateway.answer;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonFactoryBuilder;

/** How JSON is read here: in UTF-8 or not at all, for what is masked is found by its place among the bytes. */
final class StrictJson {
    private StrictJson() {}

    /**
     * In only one way: no member twice.
     *
     * @param deepest how many objects and arrays may be in each other
     */
    static JsonFactory nested(int deepest) {
        return inUtf8(deepest)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    /** For a first reading, which only looks for owners: what it lets pass, the second one stops. */
    static JsonFactory scanned(int deepest) {
        return inUtf8(deepest).build();
    }

    private static JsonFactoryBuilder inUtf8(int deepest) {
        return JsonFactory.builder()
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(deepest).build());
    }
}
