package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.OPERATOR;
import static uk.wayleave.control.http.Role.REQUESTER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Fields;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.control.http.Role;
import uk.wayleave.control.signin.Passwords;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.party.RegisteredPerson;

/** The persons of Controllers, integrators and the operator, and how they sign in. */
public final class PeopleEndpoints {
    private final Register register;
    private final Passwords passwords;
    private final Reach reach;

    public PeopleEndpoints(Register register, Passwords passwords) {
        this.register = register;
        this.passwords = passwords;
        this.reach = new Reach(register);
    }

    record NewSignIn(
            @Meaning("Unique in this installation, at least three characters; case does not count")
            String name,

            @Meaning("Twelve characters or more; never shown again")
            String password) {
        @Override
        public String toString() {
            return "NewSignIn[withheld]";
        }
    }

    record NewPerson(
            @Meaning("Unique within the body; of a Controller's person, what is written into Street Manager as"
                    + " internal_user_identifier")
            String identifier,

            @Meaning("Of a Controller's person, what is written into Street Manager as internal_user_name")
            String name,

            @Meaning("What the person may do here; empty for one that only looks, or never signs in")
            Set<Role> roles,

            Optional<NewSignIn> signIn) {
        /** Without the name: persons appear in no log. */
        @Override
        public String toString() {
            return "NewPerson[withheld]";
        }
    }

    record PersonView(PersonId id, String identifier, String name, List<Role> roles, Standing standing) {
        static PersonView of(RegisteredPerson person) {
            return new PersonView(
                    person.id(),
                    person.identifier(),
                    person.name(),
                    Role.of(person).stream().sorted().toList(),
                    person.standing());
        }
    }

    record NewRoles(Set<Role> roles) {}

    record NewStanding(
            @Meaning("What has ended never begins again") Standing standing) {}

    public List<Endpoint> all() {
        List<Endpoint> all = new ArrayList<>();
        all.addAll(of(
                "/api/controllers/{controller}/people",
                "ControllerPerson",
                "of the Controller",
                call -> new Body.OfController(reach.controllerFor(call)),
                Access.of(CONTROLLER_ADMINISTRATOR, OPERATOR),
                Access.of(CONTROLLER_ADMINISTRATOR, REQUESTER, AUDITOR),
                Access.of(CONTROLLER_ADMINISTRATOR)));
        all.addAll(of(
                "/api/integrators/{integrator}/people",
                "IntegratorPerson",
                "of the integrator",
                call -> new Body.OfIntegrator(reach.listedIntegrator(call)),
                Access.of(INTEGRATOR_ADMINISTRATOR, OPERATOR),
                Access.of(INTEGRATOR_ADMINISTRATOR),
                Access.of(INTEGRATOR_ADMINISTRATOR)));
        all.addAll(of(
                "/api/operator/people",
                "OperatorPerson",
                "of the operator, DfT's observers among them",
                call -> new Body.Operator(),
                Access.of(OPERATOR),
                Access.of(OPERATOR),
                Access.of(OPERATOR)));
        return all;
    }

    private List<Endpoint> of(
            String path,
            String name,
            String whose,
            Function<Call, Body> body,
            Access registering,
            Access reading,
            Access keeping) {
        return List.of(
                Endpoint.post(path)
                        .named(
                                "register" + name,
                                "Register a person " + whose + "; the operator registers a first administrator only")
                        .by(registering)
                        .makes(
                                NewPerson.class,
                                PersonView.class,
                                (call, wanted) -> register(call, body.apply(call), wanted)),
                Endpoint.get(path)
                        .named("list" + name, "The persons " + whose)
                        .by(reading)
                        .lists(PersonView.class, call -> list(body.apply(call))),
                Endpoint.put(path + "/{person}/roles")
                        .named("authorise" + name, "Give a person " + whose + " other roles")
                        .by(keeping)
                        .changes(
                                NewRoles.class,
                                PersonView.class,
                                (call, wanted) -> authorise(call, body.apply(call), wanted)),
                Endpoint.put(path + "/{person}/standing")
                        .named("stand" + name, "Suspend, let act again, or end a person " + whose)
                        .by(keeping)
                        .changes(
                                NewStanding.class,
                                PersonView.class,
                                (call, wanted) -> stand(call, body.apply(call), wanted)),
                Endpoint.put(path + "/{person}/sign-in")
                        .named("setSignInOf" + name, "Set how a person " + whose + " signs in; all sessions end")
                        .by(keeping)
                        .keeps(NewSignIn.class, (call, wanted) -> {
                            PersonId person = known(body.apply(call), call).id();
                            setSignIn(call, body.apply(call), person, wanted, "");
                        }));
    }

    private PersonView register(Call call, Body body, NewPerson wanted) {
        String identifier = Fields.label("/identifier", wanted.identifier());
        String name = Fields.label("/name", wanted.name());
        Set<Authority> authorities = authorities(body, wanted.roles());
        requireFirstAdministrator(call, body, authorities);
        wanted.signIn().ifPresent(signIn -> requireUsable(signIn, "/sign_in"));
        RegisteredPerson person = Refused.unlessDone(register.people()
                .register(body, identifier, name, authorities, call.person().actor()));
        wanted.signIn().ifPresent(signIn -> setSignIn(call, body, person.id(), signIn, "/sign_in"));
        return PersonView.of(person);
    }

    /** The operator makes the first administrator of another body, and nobody else there. */
    private void requireFirstAdministrator(Call call, Body body, Set<Authority> authorities) {
        if (call.person().person().body().equals(body)) return;
        boolean hasOne = register.people().of(body).stream()
                .anyMatch(person -> person.standing() == Standing.ACTIVE
                        && person.authorities().contains(Authority.ADMINISTER));
        if (authorities.contains(Authority.ADMINISTER) && !hasOne) return;
        throw Refused.forbidden(
                "The operator registers a body's first administrator, and nobody else.",
                "Let the body's own administrator register the person.");
    }

    private List<PersonView> list(Body body) {
        return register.people().of(body).stream().map(PersonView::of).toList();
    }

    private PersonView authorise(Call call, Body body, NewRoles wanted) {
        RegisteredPerson person = anotherThanOneself(call, known(body, call));
        return PersonView.of(Refused.unlessDone(register.people()
                .authorise(
                        body,
                        person.id(),
                        authorities(body, wanted.roles()),
                        call.person().actor())));
    }

    private PersonView stand(Call call, Body body, NewStanding wanted) {
        RegisteredPerson person = anotherThanOneself(call, known(body, call));
        Refused.unlessDone(register.people()
                .stand(body, person.id(), wanted.standing(), call.person().actor()));
        return PersonView.of(known(body, call));
    }

    private void setSignIn(Call call, Body body, PersonId person, NewSignIn wanted, String pointer) {
        requireUsable(wanted, pointer);
        Refused.unlessDone(register.people()
                .setSignIn(
                        body,
                        person,
                        wanted.name(),
                        passwords.hash(wanted.password()),
                        call.person().actor()));
    }

    private void requireUsable(NewSignIn wanted, String pointer) {
        if (Fields.label(pointer + "/name", wanted.name()).length() < 3)
            throw Refused.member(pointer + "/name", "It is too short.", "Send at least three characters.");
        passwords.problem(wanted.password()).ifPresent(problem -> {
            throw Refused.member(pointer + "/password", problem, "Choose another.");
        });
    }

    private RegisteredPerson known(Body body, Call call) {
        PersonId named = call.named("person", PersonId::of);
        return register.people().find(body, named).orElseThrow(Refused::notFound);
    }

    private static RegisteredPerson anotherThanOneself(Call call, RegisteredPerson person) {
        if (!person.id().equals(call.person().person().id())) return person;
        throw Refused.forbidden(
                "Nobody changes their own roles or standing.", "Ask another administrator of your body.");
    }

    private static Set<Authority> authorities(Body body, Set<Role> roles) {
        Role.Kind kind = Role.Kind.of(body);
        if (roles.stream().allMatch(role -> role.kind() == kind)) return Role.authorities(roles);
        String usable = java.util.Arrays.stream(Role.values())
                .filter(role -> role.kind() == kind)
                .map(Role::wireName)
                .collect(Collectors.joining(", "));
        throw Refused.member("/roles", "One of them is no role of this body's.", "Use: " + usable + ".");
    }
}
