package uk.wayleave.register.scan;

import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;

/**
 * One run of a scan, and its numbers in sum: several of them, one after the other, are the trend.
 *
 * @param stoppedBecause a code such as {@code instruction-over}; present exactly when it was stopped
 * @param answers how many answers of Street Manager were read
 * @param refused how many calls the framework or Street Manager did not let it make
 * @param cutShort whether there was more than one run may read
 * @param rulesVersion of the rules that judged the texts; figures of different versions are not of one measure
 * @param texts how many texts, each once
 * @param textsWithHits how many of them say something of persons
 * @param hits by class, as in {@code email}
 */
public record TextScanRun(
        TextScanRunId id,
        TextScanId scan,
        Instant started,
        Optional<Instant> finished,
        State state,
        Optional<String> stoppedBecause,
        long answers,
        long refused,
        boolean cutShort,
        String rulesVersion,
        long texts,
        long textsWithHits,
        SortedMap<String, Long> hits) {
    /** How far it is. */
    public enum State {
        RUNNING,
        DONE,
        STOPPED
    }

    /** All hits, of whatever class. */
    public long hitsInAll() {
        return hits.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Of a hundred texts, how many say something of persons. */
    public double textsWithHitsOfHundred() {
        return texts == 0 ? 0 : 100.0 * textsWithHits / texts;
    }
}
