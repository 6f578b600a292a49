package uk.wayleave.console.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Cookie;
import uk.wayleave.console.web.Door;
import uk.wayleave.console.web.Frames;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Caller;
import uk.wayleave.control.openid.ProviderSignIns;
import uk.wayleave.pages.Page;
import uk.wayleave.register.identity.IdentityProviderId;

/** Signing in with one's organisation: choosing it, going there, and coming back. */
public final class OrganisationSignInPages {
    private static final String CHOOSE = Door.SIGN_IN + "/organisation";

    private final PagesForPeople.Parts parts;
    private final Frames frames;

    public OrganisationSignInPages(PagesForPeople.Parts parts, Frames frames) {
        this.parts = parts;
        this.frames = frames;
    }

    public List<Route> all() {
        return List.of(
                Route.get(CHOOSE, Access.anybody(), visit -> Answer.shown(choose(visit))),
                Route.get(ProviderSignIns.CALLBACK + "{body}", Access.anybody(), this::back),
                Route.get(CHOOSE + "/with/{provider}", Access.anybody(), this::away));
    }

    /** An organisation to sign in with. */
    public record Organisation(String name, String href) {}

    private Page choose(Visit visit) {
        return Page.of("sign-in-organisation")
                .with(
                        "organisations",
                        parts.register().identityProviders().all().stream()
                                .map(one -> new Organisation(
                                        frames.nameOf(one.body()),
                                        CHOOSE + "/with/" + one.id() + "?form=" + visit.csrf()))
                                .sorted(Comparator.comparing(Organisation::name))
                                .toList());
    }

    /** From our own page only: another site's link would sign people in as somebody it chooses. */
    private Answer away(Visit visit) {
        if (!MessageDigest.isEqual(
                visit.query().raw("form").getBytes(StandardCharsets.UTF_8),
                visit.csrf().getBytes(StandardCharsets.UTF_8))) return new Answer.Shown(403, Page.of("form-too-old"));
        return switch (parts.providers().begin(visit.named("provider", IdentityProviderId::of))) {
            case ProviderSignIns.Step.Away(var to, String secret) ->
                Answer.moved(to.toString(), new Cookie(Cookie.PROVIDER, secret));
            case ProviderSignIns.Step.SignedIn signedIn ->
                throw new IllegalStateException("Nobody is signed in by beginning to.");
            case ProviderSignIns.Step.Failed(String why, String cure) -> failed(why, cure);
        };
    }

    private Answer back(Visit visit) {
        return switch (parts.providers()
                .finish(
                        visit.provider().orElse(""),
                        visit.named("body", body -> body),
                        visit.query().fields())) {
            case ProviderSignIns.Step.Away away ->
                throw new IllegalStateException("Nobody is sent away by coming back.");
            case ProviderSignIns.Step.SignedIn(var session) -> {
                // Whoever was signed in here before is not any more.
                if (visit.caller() instanceof Caller.Someone before)
                    visit.session()
                            .ifPresent(token -> parts.register().sessions().end(before.person(), token));
                yield Answer.moved(
                        visit.next(),
                        new Cookie(Cookie.SESSION, session.token()),
                        Cookie.gone(Cookie.NEXT),
                        Cookie.gone(Cookie.PROVIDER),
                        Cookie.gone(Cookie.VISIT));
            }
            case ProviderSignIns.Step.Failed(String why, String cure) -> failed(why, cure);
        };
    }

    private static Answer failed(String why, String cure) {
        return new Answer.Shown(
                403, Page.of("sign-in-organisation-failed").with("why", why).with("cure", cure));
    }
}
