package uk.wayleave.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** No reference, place, time or number of the trade is taken for personal data. */
class ReferencesTest {
    private static final int OF_EACH = 1200;
    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private static final String REFERENCE = CAPITALS + "0123456789";

    private final Random chance = new Random(20261125);
    private final Screening screening = Screening.standard();

    @Test
    void nothingIsFoundInFiftyThousandReferencesOfEveryKind() {
        int screened = 0;
        for (Map.Entry<String, Supplier<String>> kind : kinds().entrySet()) {
            for (int i = 0; i < OF_EACH; i++) {
                String text = sentence(kind.getValue());
                assertThat(screening.screen(text).all())
                        .as(kind.getKey() + ": " + text)
                        .isEmpty();
                screened++;
            }
        }
        assertThat(screened).isGreaterThanOrEqualTo(50_000);
    }

    private String sentence(Supplier<String> reference) {
        return switch (chance.nextInt(7)) {
            case 0 -> reference.get();
            case 1 -> "See " + reference.get() + " for details";
            case 2 -> reference.get() + " granted";
            case 3 -> "Works under " + reference.get() + ", both sides";
            case 4 -> "Clash with " + reference.get() + " and " + reference.get();
            case 5 -> "RENEW MAIN AS " + reference.get() + " AND BACKFILL";
            default -> "as " + reference.get() + ". No TM.";
        };
    }

    private Map<String, Supplier<String>> kinds() {
        Map<String, Supplier<String>> kinds = new LinkedHashMap<>();
        kinds.put("works", this::works);
        kinds.put("permit", () -> works() + "-0" + digit());
        kinds.put("change request", () -> works() + "-01-CR-0" + digit());
        kinds.put("inspection", () -> works() + "-0" + digit() + "-INSP-" + digits(2));
        kinds.put("activity", () -> "ARN-" + digits(4) + "-" + digits(8));
        kinds.put("Section 58", () -> "S58-" + digits(4) + "-" + digits(8));
        kinds.put("Section 81", () -> "S81-" + digits(4) + "-" + digits(8));
        kinds.put("Section 74", () -> works() + "-S74-" + digits(2));
        kinds.put("FPN", () -> "FPN-" + works() + "-" + digits(2));
        kinds.put("FPN after works", () -> works() + "-FPN-" + digits(3));
        kinds.put("forward plan", () -> "FWP" + works() + "-FP" + digits(2));
        kinds.put("USRN", () -> "USRN " + (1 + chance.nextInt(9)) + digits(7));
        kinds.put("USRN alone", () -> (1 + chance.nextInt(9)) + digits(7));
        kinds.put("UPRN", () -> "UPRN 1000" + digits(8));
        kinds.put("SWA code", () -> digits(4));
        kinds.put("SWA code, named", () -> "SWA " + digits(4));
        kinds.put("grid reference", () -> letters(2) + " " + digits(5) + " " + digits(5));
        kinds.put("grid reference, short", () -> letters(2) + digits(6));
        kinds.put("grid reference, long", () -> letters(2) + digits(10));
        kinds.put("grid reference, threes", () -> letters(2) + " " + digits(3) + " " + digits(3));
        kinds.put("easting and northing", () -> digits(6) + ", " + digits(6));
        kinds.put("easting northing", () -> digits(6) + " " + digits(6));
        kinds.put("coordinates", () -> digits(6) + "." + digits(2) + " " + digits(6) + "." + digits(2));
        kinds.put("time", () -> twoOf(24) + ":" + twoOf(60));
        kinds.put("times", () -> twoOf(24) + twoOf(60) + "-" + twoOf(24) + twoOf(60));
        kinds.put("hours", () -> twoOf(24) + twoOf(60) + " hrs");
        kinds.put("date", () -> day() + "/" + month() + "/20" + (20 + chance.nextInt(10)));
        kinds.put("date with dashes", () -> day() + "-" + month() + "-" + (20 + chance.nextInt(10)));
        kinds.put("date in words", () -> day() + " March 2026");
        kinds.put("moment", () -> "2026-" + month() + "-" + day() + "T" + twoOf(24) + ":" + twoOf(60) + ":00Z");
        kinds.put("drawing", () -> "DRG-" + digits(2) + "-" + digits(4) + "-" + letters(1));
        kinds.put("drawing and revision", () -> digits(7) + "-" + letters(2) + "-" + digits(3) + " rev P0" + digit());
        kinds.put("drawing of highways", () -> "HE" + digits(6) + "-" + letters(3) + "-HGN-" + digits(4));
        kinds.put("drawing, named", () -> "drawing " + letters(2) + digits(6) + letters(1));
        kinds.put("purchase order", () -> "PO " + digits(10));
        kinds.put("purchase order in one", () -> "PO45" + digits(8));
        kinds.put("purchase order alone", () -> "4500" + digits(6));
        kinds.put("purchase order in words", () -> "purchase order " + digits(11));
        kinds.put("purchase order with dots", () -> "P.O. no. " + digits(10));
        kinds.put("reference of ten", () -> "ref " + digits(10));
        kinds.put("reference of eleven", () -> "ref: " + digits(11));
        kinds.put("job", () -> "job no. " + digits(10));
        kinds.put("condition", () -> "NCT" + digits(2) + "a");
        return kinds;
    }

    /** Two characters of the promoter, three digits, up to 19 more. */
    private String works() {
        return some(REFERENCE, 2) + digits(3) + some(REFERENCE, 1 + chance.nextInt(19));
    }

    private String day() {
        return String.format("%02d", 1 + chance.nextInt(28));
    }

    private String month() {
        return String.format("%02d", 1 + chance.nextInt(12));
    }

    private String twoOf(int bound) {
        return String.format("%02d", chance.nextInt(bound));
    }

    private int digit() {
        return chance.nextInt(10);
    }

    private String digits(int count) {
        return some("0123456789", count);
    }

    private String letters(int count) {
        return some(CAPITALS, count);
    }

    private String some(String from, int count) {
        StringBuilder made = new StringBuilder();
        for (int i = 0; i < count; i++) {
            made.append(from.charAt(chance.nextInt(from.length())));
        }
        return made.toString();
    }
}
