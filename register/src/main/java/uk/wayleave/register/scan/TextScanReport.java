package uk.wayleave.register.scan;

import java.util.List;
import java.util.SortedMap;

/**
 * What a run found, by team and field. Numbers only: a scan keeps no text, no reference of works and no place in a text.
 *
 * @param lines ordered by team, then by field
 */
public record TextScanReport(TextScanRun run, List<Line> lines) {
    public TextScanReport {
        lines = List.copyOf(lines);
    }

    /**
     * One field of one team.
     *
     * @param field by its name in Street Manager's API
     * @param texts how many were read, each once
     * @param textsWithHits how many of them say something of persons
     * @param hits by class, as in {@code email}
     */
    public record Line(Team team, String field, long texts, long textsWithHits, SortedMap<String, Long> hits) {}
}
