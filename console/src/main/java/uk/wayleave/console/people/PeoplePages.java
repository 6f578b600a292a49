package uk.wayleave.console.people;

import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.OPERATOR;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Choice;
import uk.wayleave.console.web.Form;
import uk.wayleave.console.web.Frames;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Role;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.Standing;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.party.RegisteredPerson;

/** The people of one's own body: who they are, what they may do, how they sign in, and whether they may act. */
public final class PeoplePages {
    static final Access ADMINISTRATORS = Access.of(CONTROLLER_ADMINISTRATOR, INTEGRATOR_ADMINISTRATOR, OPERATOR);
    private static final String ALL = "/console/people";
    private static final String NEW = ALL + "/new";
    private static final String ONE = ALL + "/person/{person}";

    private final Register register;
    private final PagesForPeople.Parts parts;

    public PeoplePages(PagesForPeople.Parts parts) {
        this.register = parts.register();
        this.parts = parts;
    }

    public List<Route> all() {
        return List.of(
                Route.get(ALL, ADMINISTRATORS, this::list),
                Route.get(NEW, ADMINISTRATORS, visit -> Answer.shown(form(visit, Form.empty(), List.of()))),
                Route.post(NEW, ADMINISTRATORS, this::register),
                Route.get(ONE, ADMINISTRATORS, visit -> Answer.shown(page(visit, own(visit), List.of()))),
                Route.post(ONE + "/roles", ADMINISTRATORS, this::authorise),
                Route.post(ONE + "/standing", ADMINISTRATORS, this::stand),
                Route.post(ONE + "/sign-in", ADMINISTRATORS, this::setSignIn));
    }

    private static Body body(Visit visit) {
        return visit.someone().person().body();
    }

    private static String path(RegisteredPerson person) {
        return ALL + "/person/" + person.id();
    }

    /** A row of the list. */
    public record Row(String href, String name, String identifier, String roles, String standing) {}

    private Answer list(Visit visit) {
        return Answer.shown(Page.of("people")
                .with("controller", body(visit) instanceof Body.OfController)
                .with(
                        "people",
                        register.people().of(body(visit)).stream()
                                .map(one -> new Row(
                                        path(one), one.name(), one.identifier(), roles(one), words(one.standing())))
                                .toList()));
    }

    private static String roles(RegisteredPerson person) {
        return String.join(
                ", ", Role.of(person).stream().sorted().map(Frames::words).toList());
    }

    private static String words(Standing standing) {
        return switch (standing) {
            case ACTIVE -> "May act";
            case SUSPENDED -> "Suspended";
            case ENDED -> "Ended";
        };
    }

    /** Roles that are given; whoever has none may look. */
    private static List<Choice> choices(Body body) {
        Role.Kind kind = Role.Kind.of(body);
        return Arrays.stream(Role.values())
                .filter(role -> role.kind() == kind && !role.authorities().isEmpty())
                .map(role -> new Choice(role.wireName(), Frames.words(role) + ": " + role.meaning()))
                .toList();
    }

    private static Set<Role> chosen(Visit visit) {
        Role.Kind kind = Role.Kind.of(body(visit));
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values())
            if (role.kind() == kind && visit.form().all("roles").contains(role.wireName())) roles.add(role);
        return roles;
    }

    private static Page form(Visit visit, Form form, List<FormError> errors) {
        return Page.of("person-new")
                .with("errors", errors)
                .with("form", form)
                .with("ofController", body(visit) instanceof Body.OfController)
                .with("roles", choices(body(visit)));
    }

    private Answer register(Visit visit) {
        Form form = visit.form();
        if (form.text("name").isEmpty()) return again(visit, "name", "Enter the person's name");
        if (form.text("identifier").isEmpty()) return again(visit, "identifier", "Enter the person's identifier");
        boolean signsIn =
                !form.text("sign-in").isEmpty() || !form.raw("password").isEmpty();
        Optional<FormError> wrong = signsIn ? unusable(form) : Optional.empty();
        if (wrong.isPresent()) return Answer.wrong(form(visit, form, List.of(wrong.get())));
        var actor = visit.someone().actor();
        return switch (register.people()
                .register(
                        body(visit),
                        form.text("identifier"),
                        form.text("name"),
                        Role.authorities(chosen(visit)),
                        actor)) {
            case Outcome.Refused<RegisteredPerson>(String why, String cure) ->
                again(visit, "identifier", why + " " + cure);
            case Outcome.Done<RegisteredPerson>(RegisteredPerson person) ->
                signsIn ? signInSet(visit, person) : Answer.moved(path(person));
        };
    }

    private static Answer again(Visit visit, String field, String text) {
        return Answer.wrong(form(visit, visit.form(), List.of(new FormError(field, text))));
    }

    private Optional<FormError> unusable(Form form) {
        if (form.text("sign-in").length() < 3)
            return Optional.of(new FormError("sign-in", "Enter a sign-in name of at least three characters"));
        return parts.passwords()
                .problem(form.raw("password"))
                .map(problem -> new FormError("password", problem + " Choose another"));
    }

    /** The person, of one's own body only. */
    private RegisteredPerson own(Visit visit) {
        return register.people()
                .find(body(visit), visit.named("person", PersonId::of))
                .orElseThrow(NotThere::new);
    }

    private RegisteredPerson another(Visit visit) {
        RegisteredPerson person = own(visit);
        // Nobody changes their own roles or standing; the page does not offer it either.
        if (person.id().equals(visit.someone().person().id())) throw new NotThere();
        return person;
    }

    private Page page(Visit visit, RegisteredPerson person, List<FormError> errors) {
        return Page.of("person")
                .with("errors", errors)
                .with("path", path(person))
                .with("name", person.name())
                .with("identifier", person.identifier())
                .with("standing", words(person.standing()))
                .with("active", person.standing() == Standing.ACTIVE)
                .with("ended", person.standing() == Standing.ENDED)
                .with("self", person.id().equals(visit.someone().person().id()))
                .with("given", roles(person))
                .with("roles", choices(person.body()))
                .with("chosen", Role.of(person).stream().map(Role::wireName).toList())
                .with("signIn", visit.form().text("sign-in"));
    }

    private Answer done(Visit visit, RegisteredPerson person, Outcome<?> outcome, String field) {
        return switch (outcome) {
            case Outcome.Done<?> done -> Answer.moved(path(person));
            case Outcome.Refused<?>(String why, String cure) ->
                Answer.wrong(page(visit, person, List.of(new FormError(field, why + " " + cure))));
        };
    }

    private Answer authorise(Visit visit) {
        RegisteredPerson person = another(visit);
        return done(
                visit,
                person,
                register.people()
                        .authorise(
                                person.body(),
                                person.id(),
                                Role.authorities(chosen(visit)),
                                visit.someone().actor()),
                "roles");
    }

    private Answer stand(Visit visit) {
        RegisteredPerson person = another(visit);
        for (Standing standing : Standing.values())
            if (standing.name().equals(visit.form().text("standing")))
                return done(
                        visit,
                        person,
                        register.people()
                                .stand(
                                        person.body(),
                                        person.id(),
                                        standing,
                                        visit.someone().actor()),
                        "standing");
        throw new NotThere();
    }

    private Answer setSignIn(Visit visit) {
        RegisteredPerson person = own(visit);
        boolean self = person.id().equals(visit.someone().person().id());
        // Whoever finds a browser open must not be able to keep the way in.
        if (self
                && !parts.signIns()
                        .isCurrent(
                                person,
                                visit.form().text("current-name"),
                                visit.form().raw("current"),
                                visit.address()))
            return Answer.wrong(page(
                    visit,
                    person,
                    List.of(new FormError("current", "Enter the sign-in name and password you have now"))));
        return unusable(visit.form())
                .map(error -> Answer.wrong(page(visit, person, List.of(error))))
                .orElseGet(() -> signInSet(visit, person));
    }

    private Answer signInSet(Visit visit, RegisteredPerson person) {
        return done(
                visit,
                person,
                register.people()
                        .setSignIn(
                                person.body(),
                                person.id(),
                                visit.form().text("sign-in"),
                                parts.passwords().hash(visit.form().raw("password")),
                                visit.someone().actor()),
                "sign-in");
    }
}
