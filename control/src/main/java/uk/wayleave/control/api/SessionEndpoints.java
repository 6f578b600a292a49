package uk.wayleave.control.api;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Problem;
import uk.wayleave.control.http.Problem.Status;
import uk.wayleave.control.http.Refused;
import uk.wayleave.control.http.Role;
import uk.wayleave.control.signin.Passwords;
import uk.wayleave.control.signin.SignIns;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.session.NewSession;

/** Signing in and out, and who one is. */
public final class SessionEndpoints {
    private final Register register;
    private final SignIns signIns;
    private final Passwords passwords;

    public SessionEndpoints(Register register, SignIns signIns, Passwords passwords) {
        this.register = register;
        this.signIns = signIns;
        this.passwords = passwords;
    }

    record SigningIn(
            @Meaning("The sign-in name; case does not count")
            String name,

            String password,

            @Meaning("The one-time code of now, for whoever has set that up in the console")
            Optional<String> code) {
        @Override
        public String toString() {
            return "SigningIn[withheld]";
        }
    }

    record Session(
            @Meaning("Send it as Authorization: Bearer; shown this once")
            String token,

            @Meaning("The first instant at which it is no longer good")
            Instant expires) {
        @Override
        public String toString() {
            return "Session[withheld]";
        }
    }

    record SignedIn(
            PersonId person,
            String identifier,
            String name,
            List<Role> roles,
            Optional<ControllerId> controller,
            Optional<IntegratorId> integrator) {}

    record NewPassword(@Meaning("The sign-in name") String name, String current, String password) {
        @Override
        public String toString() {
            return "NewPassword[withheld]";
        }
    }

    public List<Endpoint> all() {
        return List.of(
                Endpoint.post("/api/sign-in")
                        .named("signIn", "Sign in with name and password")
                        .by(Access.anybody())
                        .changes(SigningIn.class, Session.class, this::signIn),
                Endpoint.get("/api/session")
                        .named("session", "Who is signed in")
                        .by(Access.everyPerson())
                        .shows(SignedIn.class, SessionEndpoints::session),
                Endpoint.delete("/api/session")
                        .named("signOut", "Sign out: the token is no longer good")
                        .by(Access.everyPerson())
                        .does(this::signOut),
                Endpoint.put("/api/session/password")
                        .named("changePassword", "Change one's own password; every session of the person ends")
                        .by(Access.everyPerson())
                        .keeps(NewPassword.class, this::changePassword));
    }

    private Session signIn(Call call, SigningIn body) {
        return switch (signIns.attempt(body.name(), body.password(), body.code(), call.address())) {
            case SignIns.Attempt.SignedIn(NewSession session) -> new Session(session.token(), session.expires());
            case SignIns.Attempt.CodeNeeded needed ->
                throw Refused.because(Problem.of(
                        Status.UNAUTHORIZED,
                        "code-needed",
                        "This person signs in with a one-time code, too.",
                        "Send the code of now as /code."));
            case SignIns.Attempt.Failed _, SignIns.Attempt.Proven _ ->
                throw Refused.because(Problem.of(
                        Status.UNAUTHORIZED,
                        "not-signed-in",
                        "The name, password and code are not those of a person who may sign in.",
                        "Check them, or ask your administrator to set them anew."));
            case SignIns.Attempt.TooMany(var pause) -> throw Refused.tooManyAttempts(pause);
        };
    }

    private static SignedIn session(Call call) {
        RegisteredPerson person = call.person().person();
        return new SignedIn(
                person.id(),
                person.identifier(),
                person.name(),
                call.person().roles().stream().sorted().toList(),
                person.body() instanceof Body.OfController(ControllerId id) ? Optional.of(id) : Optional.empty(),
                person.body() instanceof Body.OfIntegrator(IntegratorId id) ? Optional.of(id) : Optional.empty());
    }

    private void signOut(Call call) {
        Refused.unlessDone(
                register.sessions().end(call.person().person(), call.token().orElse("")));
    }

    private void changePassword(Call call, NewPassword body) {
        passwords.problem(body.password()).ifPresent(problem -> {
            throw Refused.member("/password", problem, "Choose another.");
        });
        RegisteredPerson person = call.person().person();
        if (!signIns.isCurrent(person, body.name(), body.current(), call.address()))
            throw Refused.member("/current", "The name and password are not yours.", "Send your current ones.");
        Refused.unlessDone(register.people()
                .setSignIn(
                        person.body(),
                        person.id(),
                        body.name(),
                        passwords.hash(body.password()),
                        call.person().actor()));
    }
}
