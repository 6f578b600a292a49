package uk.wayleave.console.digest;

import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Caller;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.call.Week;

/** What a person of a Controller is told on arriving: objections that wait, and what was done in its name last week. */
public final class Notices {
    private final Register register;
    private final Clock clock;

    public Notices(PagesForPeople.Parts parts) {
        this.register = parts.register();
        this.clock = parts.clock();
    }

    /** One of them, with where it leads. */
    public record Notice(String title, String text, String link, String href) {}

    public List<Notice> of(Caller.Someone someone) {
        if (!(someone.person().body() instanceof Body.OfController(ControllerId id))) return List.of();
        List<Notice> notices = new ArrayList<>();
        if (someone.is(CONTROLLER_ADMINISTRATOR) || someone.is(INFORMATION_GOVERNANCE_OFFICER)) {
            int waiting = register.objections().waiting(id);
            if (waiting > 0)
                notices.add(new Notice(
                        "Objections",
                        waiting == 1
                                ? "Somebody objects to what was done in their name."
                                : waiting + " objections to what was done in people's names wait.",
                        "Answer",
                        "/console/objections"));
        }
        Week last = Week.of(clock.instant()).before();
        register.calls().reading().readOn(id);
        long calls = register.digests().calls(id, someone.person().id(), last);
        if (calls > 0)
            notices.add(new Notice(
                    "Your week",
                    calls == 1
                            ? "One call was made in your name last week."
                            : String.format(Locale.UK, "%,d calls were made in your name last week.", calls),
                    "See what was done",
                    "/console/digest"));
        return notices;
    }
}
