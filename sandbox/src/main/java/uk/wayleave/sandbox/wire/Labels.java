package uk.wayleave.sandbox.wire;

import java.util.Locale;
import java.util.Map;

/** The words Street Manager shows for its codes; those it does not document are derived from the code. */
public final class Labels {
    private static final Map<String, String> KNOWN = Map.of(
            "in_progress", "Works in progress",
            "planned", "Planned works",
            "paa", "Major (PAA)",
            "multi_way_signals", "Multi-way signals",
            "two_way_signals", "Two-way signals",
            "stop_go_boards", "Stop/go boards",
            "yes_provide_pedestrian_walkway", "Yes, a pedestrian walkway will be provided",
            "yes_provide_alternative_route", "Yes, an alternative route will be provided",
            "HighwayAuthority", "Highway authority",
            "HA", "Highway authority");

    private Labels() {}

    public static String of(String code) {
        String known = KNOWN.getOrDefault(code, "");
        if (!known.isEmpty()) {
            return known;
        }
        boolean codeNumber = code.indexOf('_') < 0 && code.chars().anyMatch(Character::isDigit);
        if (codeNumber || code.isEmpty()) {
            return code;
        }
        String words = code.replace('_', ' ').toLowerCase(Locale.ROOT);
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
