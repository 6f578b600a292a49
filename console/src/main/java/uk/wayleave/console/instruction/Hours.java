package uk.wayleave.console.instruction;

import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import uk.wayleave.console.web.Choice;
import uk.wayleave.console.web.Form;
import uk.wayleave.framework.Schedule;
import uk.wayleave.framework.Window;
import uk.wayleave.pages.FormError;

/** Hours of the week: as people read them, and as they are typed, in three groups of fields. */
final class Hours {
    /** Groups of fields that a form has. */
    static final List<String> GROUPS = List.of("1", "2", "3");

    private Hours() {}

    /** The days to choose from. */
    static List<Choice> days() {
        List<Choice> days = new ArrayList<>();
        for (DayOfWeek day : DayOfWeek.values()) days.add(new Choice(day.name(), name(day)));
        return days;
    }

    /** One line for each window, as in "Monday to Friday, 06:00 to 20:00"; none for any time. */
    static List<String> words(Schedule schedule) {
        return schedule.windows().stream().map(Hours::words).toList();
    }

    private static String words(Window window) {
        String hours = window.from() == 0 && window.untilTime().equals("24:00")
                ? "all day"
                : window.fromTime() + " to " + window.untilTime() + (window.crossesMidnight() ? " the next day" : "");
        return words(new TreeSet<>(window.days())) + ", " + hours;
    }

    private static String words(SortedSet<DayOfWeek> days) {
        if (days.size() == DayOfWeek.values().length) return "Every day";
        List<String> runs = new ArrayList<>();
        for (DayOfWeek first : days) {
            if (days.contains(first.minus(1)) && first != DayOfWeek.MONDAY) continue;
            DayOfWeek last = first;
            while (last != DayOfWeek.SUNDAY && days.contains(last.plus(1))) last = last.plus(1);
            runs.add(run(first, last));
        }
        return String.join(" and ", runs);
    }

    private static String run(DayOfWeek first, DayOfWeek last) {
        if (first == last) return name(first);
        return name(first) + (first.plus(1) == last ? " and " : " to ") + name(last);
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.UK);
    }

    /** What was typed; empty, with what is wrong, where it is no hours. A group in which nothing is typed is none. */
    static Optional<Schedule> typed(Form form, List<FormError> errors) {
        List<Window> windows = new ArrayList<>();
        int before = errors.size();
        for (String group : GROUPS) {
            Set<DayOfWeek> days = chosen(form, group);
            String from = form.text("hours-from-" + group);
            String until = form.text("hours-until-" + group);
            if (days.isEmpty() && from.isEmpty() && until.isEmpty()) continue;
            if (days.isEmpty()) errors.add(new FormError("hours-days-" + group, "Choose the days of these hours"));
            try {
                windows.add(Window.of(days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : days, from, until));
            } catch (IllegalArgumentException wrong) {
                errors.add(new FormError(
                        "hours-from-" + group, "Enter when the hours begin and end, such as 06:00 and 20:00"));
            }
        }
        return errors.size() == before ? Optional.of(new Schedule(windows)) : Optional.empty();
    }

    private static Set<DayOfWeek> chosen(Form form, String group) {
        Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
        for (DayOfWeek day : DayOfWeek.values())
            if (form.all("hours-days-" + group).contains(day.name())) days.add(day);
        return days;
    }
}
