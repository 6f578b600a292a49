package uk.wayleave.sandbox.record;

import java.util.Locale;

/** Where a works stands. */
public enum WorksStatus {
    PLANNED,
    IN_PROGRESS,
    COMPLETED,
    CANCELLED,
    /** From before Street Manager: opened by an inspection or a fixed penalty notice of them. */
    HISTORICAL,
    /** Need no notice: opened by a site that is registered. */
    NON_NOTIFIABLE,
    /** Opened by a Section 81 that is issued. */
    SECTION_81,
    /** Opened by a Section 81 on apparatus nobody is known to own. */
    UNATTRIBUTABLE;

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
