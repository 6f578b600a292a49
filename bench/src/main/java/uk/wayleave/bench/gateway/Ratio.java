package uk.wayleave.bench.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import uk.wayleave.bench.Spread;

/**
 * One peer beside another.
 *
 * @param figures of the ratios within each round, so that what drifts from round to round cancels
 */
record Ratio(PeerKind of, PeerKind to, Figures figures) {
    String title() {
        return of.title() + " / " + to.title();
    }

    /** Every peer beside each that stands before it in {@link PeerKind}. */
    static List<Ratio> all(Map<PeerKind, List<Round>> rounds) {
        var ratios = new ArrayList<Ratio>();
        rounds.forEach((of, own) -> rounds.forEach((to, theirs) -> {
            if (to.compareTo(of) < 0) {
                ratios.add(new Ratio(of, to, Figures.of(measure -> spread(measure, own, theirs))));
            }
        }));
        return ratios;
    }

    private static Spread spread(Measure measure, List<Round> own, List<Round> theirs) {
        return Spread.of(IntStream.range(0, own.size())
                .mapToObj(round -> measure.of(own.get(round)) / measure.of(theirs.get(round)))
                .toList());
    }
}
