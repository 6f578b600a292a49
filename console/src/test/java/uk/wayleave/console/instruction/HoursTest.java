package uk.wayleave.console.instruction;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.wayleave.framework.Schedule;

class HoursTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MON,TUE,WED,THU,FRI 06:00-20:00 | Monday to Friday, 06:00 to 20:00",
                "SAT,SUN 00:00-24:00 | Saturday and Sunday, all day",
                "MON,TUE,WED,THU,FRI,SAT,SUN 22:00-06:00 | Every day, 22:00 to 06:00 the next day",
                "MON,WED,THU,FRI 08:00-24:00 | Monday and Wednesday to Friday, 08:00 to 24:00",
                "SUN 01:00-02:00 | Sunday, 01:00 to 02:00"
            })
    void readsAsPeopleSayIt(String schedule, String words) {
        assertThat(Hours.words(Schedule.parse(schedule))).containsExactly(words);
    }

    @Test
    void saysEachOfSeveralByItself() {
        assertThat(Hours.words(Schedule.parse("MON 06:00-07:00; TUE 08:00-09:00")))
                .containsExactly("Monday, 06:00 to 07:00", "Tuesday, 08:00 to 09:00");
        assertThat(Hours.words(Schedule.anyTime())).isEmpty();
    }
}
