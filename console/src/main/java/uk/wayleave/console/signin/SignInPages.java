package uk.wayleave.console.signin;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.commons.codec.binary.Base32;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Cookie;
import uk.wayleave.console.web.Door;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Caller;
import uk.wayleave.control.signin.SignIns;
import uk.wayleave.control.signin.SignIns.Attempt;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.party.RegisteredPerson;
import uk.wayleave.register.session.NewSession;

/** Signing in: name and password, then a one-time code, which is set up at the first sign-in; and signing out. */
public final class SignInPages {
    private static final String CODE = Door.SIGN_IN + "/code";
    private static final String AFTER = "/console";

    private final Register register;
    private final SignIns signIns;
    private final String service;

    public SignInPages(Register register, SignIns signIns, String service) {
        this.register = register;
        this.signIns = signIns;
        this.service = service;
    }

    public List<Route> all() {
        return List.of(
                Route.get(Door.SIGN_IN, Access.anybody(), this::ask),
                Route.post(Door.SIGN_IN, Access.anybody(), this::signIn),
                Route.get(CODE, Access.anybody(), this::askForCode),
                Route.post(CODE, Access.anybody(), this::takeCode),
                Route.post("/console/sign-out", Access.everyPerson(), this::signOut));
    }

    private Answer ask(Visit visit) {
        if (visit.caller() instanceof Caller.Someone) return Answer.moved(AFTER);
        return Answer.shown(form("", List.of()));
    }

    private Page form(String name, List<FormError> errors) {
        return Page.of("sign-in")
                .with("name", name)
                .with("organisations", !register.identityProviders().all().isEmpty())
                .with("errors", errors);
    }

    private Answer signIn(Visit visit) {
        String name = visit.form().text("name");
        String password = visit.form().raw("password");
        if (name.isEmpty()) return Answer.wrong(form(name, List.of(new FormError("name", "Enter your sign-in name"))));
        if (password.isEmpty())
            return Answer.wrong(form(name, List.of(new FormError("password", "Enter your password"))));
        return switch (signIns.attempt(name, password, visit.address())) {
            case Attempt.CodeNeeded(Optional<NewSession> step)
            when step.isPresent() ->
                Answer.moved(CODE, new Cookie(Cookie.STEP, step.get().token()));
            case Attempt.TooMany(Duration pause) -> Answer.wrong(form(name, List.of(tooMany("name", pause))));
            case Attempt other ->
                Answer.wrong(form(
                        name,
                        List.of(new FormError(
                                "name",
                                "The name and password are not those of somebody who may sign in here. Check both, or"
                                        + " ask your administrator to set them anew"))));
        };
    }

    private Answer askForCode(Visit visit) {
        return visit.step()
                .flatMap(signIns::awaited)
                .map(person -> Answer.shown(codeForm(person, List.of())))
                .orElseGet(() -> Answer.moved(Door.SIGN_IN, Cookie.gone(Cookie.STEP)));
    }

    private Page codeForm(RegisteredPerson person, List<FormError> errors) {
        Page page = Page.of("sign-in-code").with("errors", errors);
        if (register.oneTimeCodes().isSetUp(person)) return page.with("key", "").with("link", "");
        return switch (register.oneTimeCodes().seed(person)) {
            case Outcome.Done<byte[]>(byte[] seed) -> {
                String key = new Base32().encodeToString(seed);
                yield page.with("key", key.replaceAll("(.{4})(?!$)", "$1 ")).with("link", link(person, key));
            }
            case Outcome.Refused<byte[]>(String why, String cure) ->
                page.with("key", "").with("link", "");
        };
    }

    /** Key URI format, as authenticator apps read it. */
    private String link(RegisteredPerson person, String key) {
        return "otpauth://totp/" + encoded(service) + ":" + encoded(person.identifier()) + "?secret=" + key + "&issuer="
                + encoded(service);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private Answer takeCode(Visit visit) {
        Optional<RegisteredPerson> person = visit.step().flatMap(signIns::awaited);
        if (person.isEmpty()) return Answer.moved(Door.SIGN_IN, Cookie.gone(Cookie.STEP));
        String code = visit.form().text("code").replace(" ", "");
        return switch (signIns.finish(visit.step().orElseThrow(), code, visit.address())) {
            case Attempt.SignedIn(NewSession session) ->
                Answer.moved(
                        visit.next(),
                        new Cookie(Cookie.SESSION, session.token()),
                        Cookie.gone(Cookie.NEXT),
                        Cookie.gone(Cookie.STEP),
                        Cookie.gone(Cookie.VISIT));
            case Attempt.TooMany(Duration pause) ->
                Answer.wrong(codeForm(person.get(), List.of(tooMany("code", pause))));
            case Attempt other ->
                Answer.wrong(codeForm(
                        person.get(),
                        List.of(new FormError(
                                "code",
                                code.isEmpty()
                                        ? "Enter the 6-digit code from your authenticator app"
                                        : "The code is not the one of now. Wait for the next one and enter that"))));
        };
    }

    private static FormError tooMany(String field, Duration pause) {
        return new FormError(
                field, "There were too many failed attempts. Try again in " + (pause.toSeconds() + 1) + " seconds");
    }

    private Answer signOut(Visit visit) {
        visit.session()
                .ifPresent(token -> register.sessions().end(visit.someone().person(), token));
        return Answer.moved(Door.SIGN_IN, Cookie.gone(Cookie.SESSION));
    }
}
