package uk.wayleave.app.settings;

import java.util.List;

/** What came of reading the settings. */
public sealed interface Reading {
    record Sound(Settings settings) implements Reading {}

    /** At least one; every one that was found. */
    record Faulty(List<Fault> faults) implements Reading {
        public Faulty {
            faults = List.copyOf(faults);
        }
    }
}
