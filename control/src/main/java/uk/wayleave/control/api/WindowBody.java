package uk.wayleave.control.api;

import java.time.DayOfWeek;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.Schedule;
import uk.wayleave.framework.Window;

/** Hours of some days of the week, by the clock on the wall in the United Kingdom. */
record WindowBody(
        @Meaning("On which it begins") Set<DayOfWeek> days,

        @Meaning(value = "The first minute it covers, as in 06:00", pattern = "^([01][0-9]|2[0-3]):[0-5][0-9]$")
        String from,

        @Meaning(
                value = "The first minute it no longer covers, as in 20:00; 24:00 for the end of the day. Before from"
                        + " where it goes on past midnight",
                pattern = "^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$")
        String until) {
    static WindowBody of(Window window) {
        return new WindowBody(new TreeSet<>(window.days()), window.fromTime(), window.untilTime());
    }

    /** @param at where in the body, as a JSON Pointer */
    static Schedule schedule(String at, List<WindowBody> windows) {
        List<Window> all = new ArrayList<>();
        for (int i = 0; i < windows.size(); i++) {
            WindowBody one = windows.get(i);
            try {
                all.add(Window.of(one.days, one.from, one.until));
            } catch (IllegalArgumentException wrong) {
                throw Refused.member(
                        at + "/" + i,
                        "It names no day, or is no hours of a day.",
                        "Send days such as monday, and two different times such as 06:00 and 20:00.");
            }
        }
        return new Schedule(all);
    }
}
