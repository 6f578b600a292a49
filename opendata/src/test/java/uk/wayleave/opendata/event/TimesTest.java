package uk.wayleave.opendata.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {
    @Property(tries = 500)
    void readsEveryInstantAsTheGeneralParserDoes(
            @ForAll @LongRange(min = -60_000_000_000L, max = 250_000_000_000L) long second,
            @ForAll @LongRange(max = 999_999_999) long nano) {
        for (Instant instant : new Instant[] {
            Instant.ofEpochSecond(second, nano),
            Instant.ofEpochSecond(second, nano / 1_000_000 * 1_000_000),
            Instant.ofEpochSecond(second)
        }) {
            assertThat(Times.ofZulu(instant.toString())).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-06-23T23:00:00.1Z",
                "2026-06-23T23:00:00.Z",
                "2026-06-23T24:00:00Z",
                "2026-06-23T23:59:60Z",
                "2026-06-23T23:00Z",
                "+12026-06-23T23:00:00Z",
                "-0001-06-23T23:00:00Z"
            })
    void leavesWhatIsRareToTheGeneralParser(String text) {
        assertThat(outcome(() -> Times.ofZulu(text))).isEqualTo(outcome(() -> Instant.parse(text)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-29T23:00:00Z",
                "2026-13-01T23:00:00.000Z",
                "2026-06-23T25:00:00.000Z",
                "2026-06-23T23:00:00,000Z",
                "2026-06-23T23:0x:00.000Z",
                "2026-06-23 23:00:00.000Z",
                "Z"
            })
    void refusesWhatTheGeneralParserRefuses(String text) {
        assertThatThrownBy(() -> Instant.parse(text)).isInstanceOf(DateTimeException.class);
        assertThatThrownBy(() -> Times.ofZulu(text)).isInstanceOf(DateTimeException.class);
        assertThat(Times.instant(text)).isEmpty();
    }

    private static String outcome(java.util.function.Supplier<Instant> reading) {
        try {
            return reading.get().toString();
        } catch (DateTimeException refused) {
            return "refused";
        }
    }
}
