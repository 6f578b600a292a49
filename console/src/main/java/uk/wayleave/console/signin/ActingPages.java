package uk.wayleave.console.signin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Cookie;
import uk.wayleave.console.web.Frames;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Role;
import uk.wayleave.control.signin.SignIns.Attempt;
import uk.wayleave.framework.PersonId;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.identity.Identities;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.session.NewSession;

/**
 * For whom one acts. Whoever works for several bodies is a person of each, joins these persons by proving each of them,
 * and acts for one at a time: changing over ends the session of the one before.
 */
public final class ActingPages {
    private static final String ACTING = "/console/acting";

    private final PagesForPeople.Parts parts;
    private final Register register;
    private final Frames frames;

    public ActingPages(PagesForPeople.Parts parts, Frames frames) {
        this.parts = parts;
        this.register = parts.register();
        this.frames = frames;
    }

    public List<Route> all() {
        Access everybody = Access.everyPerson();
        return List.of(
                Route.get(ACTING, everybody, visit -> Answer.shown(page(visit, "", List.of()))),
                Route.post(ACTING, everybody, this::change),
                Route.post(ACTING + "/join", everybody, this::join),
                Route.post(ACTING + "/part", everybody, this::part));
    }

    /** Another person one is. */
    public record Other(String person, String body, String roles) {}

    private Page page(Visit visit, String name, List<FormError> errors) {
        RegisteredPerson here = visit.someone().person();
        return Page.of("acting")
                .with("errors", errors)
                .with("name", name)
                .with("body", frames.nameOf(here.body()))
                .with(
                        "others",
                        register.identities().others(here.id()).stream()
                                .flatMap(one -> register.people().find(one.body(), one.person()).stream())
                                .map(one -> new Other(
                                        one.id().toString(),
                                        frames.nameOf(one.body()),
                                        String.join(
                                                ", ",
                                                Role.of(one).stream()
                                                        .sorted()
                                                        .map(Frames::words)
                                                        .toList())))
                                .toList());
    }

    private Answer change(Visit visit) {
        RegisteredPerson here = visit.someone().person();
        PersonId wanted = person(visit.form().text("person"));
        Optional<RegisteredPerson> there = register.identities().others(here.id()).stream()
                .filter(one -> one.person().equals(wanted))
                .findFirst()
                .flatMap(this::registered);
        if (there.isEmpty()) throw new NotThere();
        return switch (parts.signIns()
                .changeOver(there.get(), visit.form().text("code").replace(" ", ""), visit.address())) {
            case Attempt.SignedIn(NewSession session) -> {
                visit.session().ifPresent(token -> register.sessions().end(here, token));
                yield Answer.moved("/console", new Cookie(Cookie.SESSION, session.token()));
            }
            case Attempt.TooMany(Duration pause) ->
                wrong(
                        visit,
                        "",
                        "code-" + wanted,
                        "There were too many failed attempts. Try again in " + (pause.toSeconds() + 1) + " seconds");
            case Attempt other -> wrong(visit, "", "code-" + wanted, "Enter the 6-digit code of now of that sign-in");
        };
    }

    private Optional<RegisteredPerson> registered(Identities.Other other) {
        return register.people().find(other.body(), other.person());
    }

    private static PersonId person(String text) {
        try {
            return PersonId.of(text);
        } catch (IllegalArgumentException none) {
            throw new NotThere();
        }
    }

    private Answer join(Visit visit) {
        String name = visit.form().text("name");
        String password = visit.form().raw("password");
        String code = visit.form().text("code").replace(" ", "");
        if (name.isEmpty()) return wrong(visit, name, "name", "Enter the sign-in name you have there");
        if (password.isEmpty()) return wrong(visit, name, "password", "Enter the password you have there");
        if (code.isEmpty()) return wrong(visit, name, "code", "Enter the 6-digit code of that sign-in");
        return switch (parts.signIns().prove(name, password, code, visit.address())) {
            case Attempt.TooMany(Duration pause) ->
                wrong(
                        visit,
                        name,
                        "name",
                        "There were too many failed attempts. Try again in " + (pause.toSeconds() + 1) + " seconds");
            case Attempt.Proven(RegisteredPerson there) -> joined(visit, name, there);
            case Attempt other ->
                wrong(
                        visit,
                        name,
                        "name",
                        "Name, password and code are not those of somebody who may sign in here with a one-time code");
        };
    }

    private Answer joined(Visit visit, String name, RegisteredPerson there) {
        return switch (register.identities().join(visit.someone().person(), there)) {
            case Outcome.Done<?> done -> Answer.moved(ACTING);
            case Outcome.Refused<?>(String why, String cure) -> wrong(visit, name, "name", why + " " + cure);
        };
    }

    private Answer wrong(Visit visit, String name, String field, String text) {
        return Answer.wrong(page(visit, name, List.of(new FormError(field, text))));
    }

    private Answer part(Visit visit) {
        register.identities().part(visit.someone().person());
        return Answer.moved(ACTING);
    }
}
