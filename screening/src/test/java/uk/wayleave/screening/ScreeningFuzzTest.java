package uk.wayleave.screening;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;

/**
 * Any text: its spans lie inside it in order, masking leaves the rest, and the work grows no faster than its length. In an
 * ordinary build the inputs kept beside it are tried; {@code JAZZER_FUZZ=1 mvn -pl screening test
 * -Dtest=ScreeningFuzzTest} looks for new ones for two minutes.
 */
class ScreeningFuzzTest {
    private static final Screening SCREENING = Screening.standard();
    private static final int STEPS_AT_MOST = 250;
    private static final String MARKER = "[]";

    @FuzzTest(maxDuration = "2m")
    void screensAnyTextInProportionToItsLength(FuzzedDataProvider data) {
        String text = data.consumeRemainingAsString();
        Findings findings = SCREENING.screen(text);
        int before = 0;
        int masked = 0;
        for (Finding one : findings.all()) {
            if (one.start() < before || one.end() > text.length()) {
                throw new AssertionError("A span does not lie in the text after the one before it.");
            }
            before = one.end();
            masked += one.end() - one.start();
        }
        int expected = text.length() - masked + findings.all().size() * MARKER.length();
        if (findings.mask(text, MARKER).length() != expected) {
            throw new AssertionError("Masking changed something else.");
        }
        if (SCREENING.work(text) > (long) STEPS_AT_MOST * text.length() + 1000) {
            throw new AssertionError("The work grew faster than the text.");
        }
    }
}
