package uk.wayleave.framework.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class FreeTextPolicyTest {
    private static final FreeTextPolicy LOOSE = new FreeTextPolicy(
            TextTreatment.ALLOW, Map.of("comment", TextTreatment.WARN, "activity_name", TextTreatment.WARN), true);

    @Test
    void refusesEverywhereWhereTheAgreementSaysNothing() {
        FreeTextPolicy strictest = FreeTextPolicy.strictest();

        assertThat(strictest.of("comment", false)).isEqualTo(TextTreatment.REFUSE);
        assertThat(strictest.of("activity_name", true)).isEqualTo(TextTreatment.REFUSE);
        assertThat(strictest.permitsOverride(false)).isFalse();
    }

    @Test
    void doesToAFieldWhatItSaysOfItAndToOthersWhatItSaysOtherwise() {
        assertThat(LOOSE.of("comment", false)).isEqualTo(TextTreatment.WARN);
        assertThat(LOOSE.of("location_description", false)).isEqualTo(TextTreatment.ALLOW);
    }

    @Test
    void loosensWhatBecomesPublicAtOnceOnlyByName() {
        assertThat(LOOSE.of("activity_location_description", true)).isEqualTo(TextTreatment.REFUSE);
        assertThat(LOOSE.of("activity_name", true)).isEqualTo(TextTreatment.WARN);
    }

    @Test
    void neverPermitsAnOverrideWhereTheTextBecomesPublicAtOnce() {
        assertThat(LOOSE.permitsOverride(false)).isTrue();
        assertThat(LOOSE.permitsOverride(true)).isFalse();
    }
}
