package uk.wayleave.opendata.page;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Envelope;
import uk.wayleave.opendata.api.Ask;
import uk.wayleave.opendata.event.ObjectKind;
import uk.wayleave.opendata.store.Cursor;
import uk.wayleave.opendata.store.Filter;
import uk.wayleave.opendata.store.RecordQuery;
import uk.wayleave.pages.FormError;

/**
 * Which works on which day the map is asked for. What was typed stays as it was, and what is wrong with it is told.
 *
 * @param typed the fields of the form, by their names
 * @param on the day, London's
 * @param box on the grid, in metres
 */
record MapAsk(
        Map<String, String> typed,
        LocalDate on,
        Envelope box,
        Map<Filter, String> filters,
        Optional<Cursor> after,
        List<FormError> errors) {
    static final ZoneId LONDON = ZoneId.of("Europe/London");
    /** England, with some sea around it. */
    static final Envelope EVERYWHERE = new Envelope(80_000, 680_000, 0, 680_000);

    private static final int SMALLEST = 500;
    private static final int LONGEST = 100;
    private static final List<String> FIELDS =
            List.of("day", "month", "year", "authority", "promoter", "street", "traffic");

    static MapAsk of(Ask ask, Clock clock) {
        Map<String, String> typed = new LinkedHashMap<>();
        FIELDS.forEach(name -> typed.put(name, ask.parameter(name).orElse("").strip()));
        List<FormError> errors = new ArrayList<>();
        LocalDate today = LocalDate.ofInstant(clock.instant(), LONDON);
        LocalDate on = today;
        if (!typed.getOrDefault("day", "").isEmpty()
                || !typed.getOrDefault("month", "").isEmpty()
                || !typed.getOrDefault("year", "").isEmpty()) {
            Optional<LocalDate> read = date(typed);
            if (read.isEmpty()) {
                errors.add(new FormError("day", "Enter a real date, like 24 11 2026"));
            }
            on = read.orElse(today);
        }
        Map<Filter, String> filters = new EnumMap<>(Filter.class);
        code(typed, "authority", "the highway authority's SWA code, like 4215", errors)
                .ifPresent(code -> filters.put(Filter.AUTHORITY, code));
        code(typed, "promoter", "the promoter's SWA code, like 9101 or STPR", errors)
                .ifPresent(code -> filters.put(Filter.PROMOTER, code));
        if (typed.getOrDefault("street", "").length() > LONGEST) {
            errors.add(new FormError("street", "The street must be 100 characters or fewer"));
        } else if (!typed.getOrDefault("street", "").isEmpty()) {
            filters.put(Filter.STREET, typed.getOrDefault("street", "").toUpperCase(Locale.ROOT));
        }
        if (Traffic.of(typed.getOrDefault("traffic", "")).isPresent()) {
            filters.put(Filter.TRAFFIC_MANAGEMENT, typed.getOrDefault("traffic", ""));
        } else if (!typed.getOrDefault("traffic", "").isEmpty()) {
            errors.add(new FormError("traffic", "Choose a kind of traffic management from the list"));
        }
        return new MapAsk(
                Map.copyOf(typed),
                on,
                ask.parameter("box").flatMap(MapAsk::box).orElse(EVERYWHERE),
                Map.copyOf(filters),
                ask.parameter("cursor").flatMap(Cursor::of),
                List.copyOf(errors));
    }

    private static Optional<LocalDate> date(Map<String, String> typed) {
        try {
            return Optional.of(LocalDate.of(
                    Integer.parseInt(typed.getOrDefault("year", "")),
                    Integer.parseInt(typed.getOrDefault("month", "")),
                    Integer.parseInt(typed.getOrDefault("day", ""))));
        } catch (DateTimeException | NumberFormatException notADate) {
            return Optional.empty();
        }
    }

    private static Optional<String> code(
            Map<String, String> typed, String name, String wanted, List<FormError> errors) {
        String text = typed.getOrDefault(name, "").toUpperCase(Locale.ROOT);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!text.matches("[A-Z0-9]{1,6}")) {
            errors.add(new FormError(name, "Enter " + wanted));
            return Optional.empty();
        }
        return Optional.of(text.matches("\\d{1,3}") ? "0".repeat(4 - text.length()) + text : text);
    }

    /** West, south, east and north in metres; a box that is none is everywhere. */
    private static Optional<Envelope> box(String text) {
        String[] parts = text.split(",", -1);
        if (parts.length != 4) {
            return Optional.empty();
        }
        int[] numbers = new int[4];
        for (int i = 0; i < 4; i++) {
            if (!parts[i].matches("-?\\d{1,7}")) {
                return Optional.empty();
            }
            numbers[i] = Integer.parseInt(parts[i]);
        }
        Envelope box = new Envelope(numbers[0], numbers[2], numbers[1], numbers[3]);
        return box.getWidth() >= SMALLEST && box.getHeight() >= SMALLEST ? Optional.of(box) : Optional.empty();
    }

    RecordQuery query(int limit) {
        return RecordQuery.all(ObjectKind.PERMIT, limit)
                .where(filters)
                .during(
                        Optional.of(on.atStartOfDay(LONDON).toInstant()),
                        Optional.of(
                                on.plusDays(1).atStartOfDay(LONDON).toInstant().minusMillis(1)));
    }

    String dayInWords() {
        return on.getDayOfMonth() + " " + on.getMonth().getDisplayName(java.time.format.TextStyle.FULL, Locale.UK) + " "
                + on.getYear();
    }

    /** The same question about another box. */
    String at(Envelope other) {
        return "/open/map?" + queryWith(Map.of("box", text(other)));
    }

    /** Another page of the list. */
    String from(Cursor cursor) {
        return "/open/map?" + queryWith(Map.of("box", text(box), "cursor", cursor.text())) + "#list";
    }

    static String text(Envelope box) {
        return "%d,%d,%d,%d"
                .formatted((long) box.getMinX(), (long) box.getMinY(), (long) box.getMaxX(), (long) box.getMaxY());
    }

    private String queryWith(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>();
        FIELDS.forEach(name -> all.put(name, typed.getOrDefault(name, "")));
        all.putAll(more);
        return all.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> Ask.encoded(entry.getKey()) + "=" + Ask.encoded(entry.getValue()))
                .collect(Collectors.joining("&"));
    }
}
