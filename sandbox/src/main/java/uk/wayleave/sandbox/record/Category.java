package uk.wayleave.sandbox.record;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * The category of works: by urgency, else by duration, else by the need for a temporary traffic regulation order
 * (Street Works (Registers, Notices, Directions and Designations) (England) Regulations 2007, as Street Manager applies
 * them). Major works first need a provisional advance authorisation (PAA).
 */
public enum Category {
    MINOR(3, 2, 2),
    STANDARD(10, 5, 5),
    MAJOR(10, 5, 5),
    IMMEDIATE_URGENT(0, 2, 0),
    IMMEDIATE_EMERGENCY(0, 2, 0),
    PAA(60, 20, 5),
    HS2_HIGHWAY(10, 5, 5);

    private static final long LONGEST_MINOR = 3;
    private static final long LONGEST_STANDARD = 10;

    private final int noticeDays;
    private final int answerDays;
    private final int validityDays;

    Category(int noticeDays, int answerDays, int validityDays) {
        this.noticeDays = noticeDays;
        this.answerDays = answerDays;
        this.validityDays = validityDays;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Category ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }

    /**
     * @param workType Street Manager's code: planned, immediate or hs2_highway_works
     * @param authorised whether a PAA was already granted for the works
     */
    public static Category of(
            String workType,
            Instant start,
            Instant end,
            boolean trafficOrder,
            boolean immediateRisk,
            boolean authorised) {
        if (workType.equals("immediate")) {
            return immediateRisk ? IMMEDIATE_EMERGENCY : IMMEDIATE_URGENT;
        }
        if (workType.equals("hs2_highway_works")) {
            return HS2_HIGHWAY;
        }
        long days = Calendar.workingDays(start, end);
        if (trafficOrder || days > LONGEST_STANDARD) {
            return authorised ? MAJOR : PAA;
        }
        return days > LONGEST_MINOR ? STANDARD : MINOR;
    }

    /** Whether works that start then were applied for later than the notice period allows. */
    public boolean isEarlyStart(Instant applied, Instant start) {
        return noticeDays > 0
                && Calendar.start(Calendar.plusWorkingDays(Calendar.day(applied), noticeDays))
                        .isAfter(start);
    }

    /** By when the highway authority must answer: half past four in the afternoon of the last day. */
    public Instant answerBy(Instant applied) {
        LocalDate last = Calendar.plusWorkingDays(Calendar.day(applied), answerDays);
        return Calendar.start(last).plus(16 * 60 + 30, ChronoUnit.MINUTES);
    }

    /** Until when the permit may be used if the works are no longer than proposed. */
    public Instant validUntil(Instant end) {
        return Calendar.start(Calendar.plusWorkingDays(Calendar.day(end), validityDays));
    }
}
