package uk.wayleave.framework;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * At which times of the week an instruction may be used, by the clock on the wall in the United Kingdom. Where the clocks
 * change, the wall is what counts: an hour that is left out opens nothing, one that comes twice is open twice.
 *
 * @param windows together; none for any time
 */
public record Schedule(List<Window> windows) {
    /** Street works are in England; what people there read off the wall is meant. */
    private static final ZoneId HERE = ZoneId.of("Europe/London");

    /** A window of one day can be left out once where the clocks go forward; it then comes a week later. */
    private static final int DAYS_TO_THE_NEXT = 15;

    private static final String BETWEEN = "; ";
    private static final Schedule ANY_TIME = new Schedule(List.of());

    public Schedule {
        windows = List.copyOf(windows);
    }

    public static Schedule anyTime() {
        return ANY_TIME;
    }

    public boolean isAnyTime() {
        return windows.isEmpty();
    }

    public boolean covers(Instant instant) {
        if (windows.isEmpty()) {
            return true;
        }
        LocalDateTime wall = LocalDateTime.ofInstant(instant, HERE);
        for (Window window : windows) {
            if (window.covers(wall)) {
                return true;
            }
        }
        return false;
    }

    /** The first instant from this one on that it covers; empty where there is none. */
    public Optional<Instant> firstCoveredFrom(Instant instant) {
        return covers(instant)
                ? Optional.of(instant)
                : openings(instant).stream()
                        .filter(opening -> opening.isAfter(instant))
                        .filter(this::covers)
                        .min(Comparator.naturalOrder());
    }

    /** Where it may open: at the beginning of a window, or where the clock on the wall jumps. */
    private List<Instant> openings(Instant after) {
        ZoneRules rules = HERE.getRules();
        List<Instant> openings = new ArrayList<>();
        LocalDate first = LocalDate.ofInstant(after, HERE);
        for (int days = 0; days <= DAYS_TO_THE_NEXT; days++) {
            LocalDate day = first.plusDays(days);
            for (Window window : windows) {
                if (window.days().contains(day.getDayOfWeek())) {
                    LocalDateTime begins = day.atTime(window.begins());
                    // None where this time is left out, two where it comes twice.
                    for (ZoneOffset offset : rules.getValidOffsets(begins)) {
                        openings.add(begins.toInstant(offset));
                    }
                }
            }
        }
        ZoneOffsetTransition jump = rules.nextTransition(after);
        if (jump != null) {
            openings.add(jump.getInstant());
        }
        return openings;
    }

    /** As it is kept and recorded: {@code MON,TUE 06:00-20:00; SAT 08:00-12:00}, and empty for any time. */
    @Override
    public String toString() {
        return windows.stream().map(Window::toString).collect(Collectors.joining(BETWEEN));
    }

    /** @throws IllegalArgumentException if it is not what {@link #toString} writes */
    public static Schedule parse(String text) {
        if (text.isEmpty()) {
            return ANY_TIME;
        }
        List<Window> windows = new ArrayList<>();
        for (String window : text.split(BETWEEN, -1)) {
            windows.add(Window.parse(window));
        }
        return new Schedule(windows);
    }
}
