package uk.wayleave.sandbox;

import java.util.Locale;

/** Where a works stands. */
enum WorksStatus {
    PLANNED,
    IN_PROGRESS,
    COMPLETED,
    CANCELLED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
