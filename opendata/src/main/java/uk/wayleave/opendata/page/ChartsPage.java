package uk.wayleave.opendata.page;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.opendata.event.ObjectKind;
import uk.wayleave.opendata.store.Counts;
import uk.wayleave.opendata.store.Filter;
import uk.wayleave.opendata.store.RecordQuery;
import uk.wayleave.opendata.store.Records;
import uk.wayleave.pages.Bars;
import uk.wayleave.pages.Page;

/** Permits of the last year by authority, promoter, traffic management and month. Counting reads much, so it is kept. */
final class ChartsPage {
    private static final Duration KEPT = Duration.ofMinutes(10);
    private static final int SHOWN = 12;

    private final Records records;
    private final Counts counts;
    private final Clock clock;
    private final AtomicReference<@Nullable Kept> kept = new AtomicReference<>();

    private record Kept(Instant at, List<Bars> charts) {}

    ChartsPage(Records records, Counts counts, Clock clock) {
        this.records = records;
        this.counts = counts;
        this.clock = clock;
    }

    /** One at a time counts; the others wait for it. */
    synchronized Page page() {
        Kept now = kept.get();
        if (now == null || now.at().plus(KEPT).isBefore(clock.instant())) {
            now = new Kept(clock.instant(), count());
            kept.set(now);
        }
        return Page.of("charts").with("charts", now.charts());
    }

    private List<Bars> count() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), MapAsk.LONDON);
        YearMonth to = YearMonth.from(today);
        YearMonth from = to.minusYears(1);
        return List.of(
                bars("month", "Month in which works began", "Month", Counts.By.MONTH, from, to, ChartsPage::month),
                bars(
                        "authority",
                        "Highway authority",
                        "Highway authority",
                        Counts.By.AUTHORITY,
                        from,
                        to,
                        code -> name(Filter.AUTHORITY, "highway_authority", code)),
                bars(
                        "promoter",
                        "Promoter",
                        "Promoter",
                        Counts.By.PROMOTER,
                        from,
                        to,
                        code -> name(Filter.PROMOTER, "promoter_organisation", code)),
                bars(
                        "traffic",
                        "Traffic management",
                        "Traffic management",
                        Counts.By.TRAFFIC_MANAGEMENT,
                        from,
                        to,
                        code -> Traffic.of(code).map(Traffic::words).orElse(code)));
    }

    private Bars bars(
            String id,
            String title,
            String of,
            Counts.By by,
            YearMonth from,
            YearMonth to,
            UnaryOperator<String> name) {
        return Bars.of(
                id,
                title,
                of,
                counts.by(by, from, to, SHOWN).stream()
                        .map(count -> new Bars.Figure(name.apply(count.of()), count.number()))
                        .toList());
    }

    private static String month(String text) {
        YearMonth month = YearMonth.parse(text);
        return month.getMonth().getDisplayName(TextStyle.FULL, Locale.UK) + " " + month.getYear();
    }

    /** As any one of its records has it. */
    private String name(Filter filter, String field, String code) {
        return records.page(RecordQuery.all(ObjectKind.PERMIT, 1).where(Map.of(filter, code))).records().stream()
                .map(record -> JsonMapper.shared()
                        .readTree(record.properties())
                        .path(field)
                        .asString(code))
                .map(Entry::asWritten)
                .findFirst()
                .orElse(code);
    }
}
