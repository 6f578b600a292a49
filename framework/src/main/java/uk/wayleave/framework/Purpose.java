package uk.wayleave.framework;

import java.util.Locale;
import java.util.Optional;

/**
 * What a call is for, from a closed list: either it serves the Controller that granted access, or it is one of the
 * other uses of framework A5, which must take open data and never reach Street Manager.
 */
public enum Purpose {
    MANAGE_OWN_PERMITS("Apply for and manage the Controller's own permits and works"),
    COORDINATE_STREET_WORKS("Assess, coordinate and direct works on the Controller's own streets"),
    INSPECT_WORKS("Inspect works and act on what was found"),
    OWN_REPORTING("Report on the Controller's own works, to the Controller"),
    OWN_ANALYSIS("Analyse works at the Controller's request, the result presented back to it"),
    ON_SITE_LOOKUP("Show the Controller's own staff and contractors what happens at a site"),

    PUBLIC_APP("Public facing apps or web services", ClauseId.A5A),
    PLANNING_SERVICE("Roadworks planning services with a registration of their own", ClauseId.A5B),
    JOURNEY_PLANNING("Journey planning services", ClauseId.A5C),
    PASSING_ON("Passing one area's or promoter's data to another", ClauseId.A5D),
    RESEARCH("Research or statistics not asked for by, and returned to, the Controller", ClauseId.A5E);

    private final String meaning;
    private final Optional<ClauseId> otherUse;

    Purpose(String meaning) {
        this.meaning = meaning;
        this.otherUse = Optional.empty();
    }

    Purpose(String meaning, ClauseId otherUse) {
        this.meaning = meaning;
        this.otherUse = Optional.of(otherUse);
    }

    /** In plain words, for people. */
    public String meaning() {
        return meaning;
    }

    /** The clause that names this purpose as an other use; empty when it serves the Controller. */
    public Optional<ClauseId> otherUse() {
        return otherUse;
    }

    public boolean servesTheController() {
        return otherUse.isEmpty();
    }

    /** As written in headers, token requests and JSON: {@code manage-own-permits}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The purpose with this wire name; empty for any other text. */
    public static Optional<Purpose> ofWireName(String text) {
        for (Purpose purpose : values()) {
            if (purpose.wireName().equals(text)) {
                return Optional.of(purpose);
            }
        }
        return Optional.empty();
    }
}
