package uk.wayleave.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import uk.wayleave.bench.CpuTime;
import uk.wayleave.bench.Spread;

class ReportTest {
    private static final Offset<Double> CLOSE = Offset.offset(1e-9);

    @Test
    void aRatioIsTakenWithinEachRoundSoThatDriftCancels() {
        var rounds = new EnumMap<PeerKind, List<Round>>(PeerKind.class);
        rounds.put(PeerKind.NGINX, List.of(round(1000, 20, 0), round(2000, 20, 0), round(4000, 20, 0)));
        rounds.put(PeerKind.WAYLEAVE, List.of(round(500, 60, 10), round(1000, 60, 10), round(1600, 60, 10)));

        Report report = Report.of(Map.of(), rounds);

        assertThat(report.ratios()).singleElement().satisfies(ratio -> {
            assertThat(ratio.title()).isEqualTo("Wayleave / nginx");
            assertThat(ratio.figures().requestsPerSecond()).isEqualTo(new Spread(0.5, 0.4, 0.5));
            assertThat(ratio.figures().cpuMicros().median()).isCloseTo(3, CLOSE);
            assertThat(ratio.figures().cpuMicrosWithoutDatabase().median()).isCloseTo(2.5, CLOSE);
        });
    }

    @Test
    void theMedianOfAnEvenNumberIsTheMeanOfTheMiddleTwo() {
        assertThat(Spread.of(List.of(4.0, 1.0, 2.0, 8.0))).isEqualTo(new Spread(3, 1, 8));
    }

    private static Round round(long requests, long cpuPerRequest, long databasePerRequest) {
        return new Round(
                new Load(requests, 1_000_000, requests * 2200, 0, 0, 0, 1500, 4000),
                new CpuTime(requests * cpuPerRequest, requests * databasePerRequest),
                0);
    }
}
