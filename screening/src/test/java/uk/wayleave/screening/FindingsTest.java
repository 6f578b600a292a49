package uk.wayleave.screening;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FindingsTest {
    private static final Screening SCREENING = Screening.standard();

    @Test
    void masksEverySpanAndNothingElse() {
        String text = "Call out to a.b@example.org, then c@example.com.";

        Findings findings = SCREENING.screen(text);

        assertThat(findings.mask(text, "[removed]")).isEqualTo("Call out to [removed], then [removed].");
        assertThat(findings.counts()).containsOnlyKeys(PersonalData.EMAIL).containsEntry(PersonalData.EMAIL, 2);
    }

    @Test
    void leavesATextAloneInWhichNothingIs() {
        String text = "Renew 4m of 90mm main in verge.";

        assertThat(SCREENING.screen(text).isEmpty()).isTrue();
        assertThat(SCREENING.screen(text).mask(text, "[removed]")).isEqualTo(text);
    }
}
