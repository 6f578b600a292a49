package uk.wayleave.console.people;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Choice;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.identity.IdentityProvider;
import uk.wayleave.register.identity.PersonClaim;

/** A body's own identity provider: setting it, checking that it answers, and removing it. */
public final class ProviderPages {
    private static final String PROVIDER = "/console/people/provider";

    private final PagesForPeople.Parts parts;

    public ProviderPages(PagesForPeople.Parts parts) {
        this.parts = parts;
    }

    public List<Route> all() {
        Access administrators = PeoplePages.ADMINISTRATORS;
        return List.of(
                Route.get(PROVIDER, administrators, this::show),
                Route.post(PROVIDER, administrators, this::set),
                Route.post(PROVIDER + "/remove", administrators, this::remove));
    }

    private static Body body(Visit visit) {
        return visit.someone().person().body();
    }

    private Optional<IdentityProvider> current(Visit visit) {
        return parts.register().identityProviders().of(body(visit));
    }

    private Answer show(Visit visit) {
        Optional<IdentityProvider> current = current(visit);
        boolean justSet = visit.query().text("set").equals("yes");
        return Answer.shown(page(
                        visit,
                        current.isPresent(),
                        current.map(one -> one.issuer().toString()).orElse(""),
                        current.map(IdentityProvider::clientId).orElse(""),
                        current.map(one -> one.claim().claim()).orElse(PersonClaim.EMAIL.claim()),
                        List.of())
                .with(
                        "problem",
                        justSet ? current.flatMap(parts.providers()::problem).orElse("") : "")
                .with("answers", justSet && current.isPresent()));
    }

    private Page page(Visit visit, boolean isSet, String issuer, String client, String claim, List<FormError> errors) {
        return Page.of("provider")
                .with("errors", errors)
                .with("isSet", isSet)
                .with("issuer", issuer)
                .with("client", client)
                .with("claim", List.of(claim))
                .with(
                        "claims",
                        Arrays.stream(PersonClaim.values())
                                .map(one -> new Choice(one.claim(), words(one)))
                                .toList())
                .with("redirect", parts.providers().redirectUri(body(visit)).toString())
                .with("problem", "")
                .with("answers", false);
    }

    private static String words(PersonClaim claim) {
        return switch (claim) {
            case EMAIL -> "e-mail address (email), where the provider has verified it";
            case PREFERRED_USERNAME -> "user name (preferred_username)";
            case SUB -> "subject (sub)";
        };
    }

    private Answer set(Visit visit) {
        String issuer = visit.form().text("issuer");
        String client = visit.form().text("client");
        String secret = visit.form().raw("secret");
        String claim = visit.form().text("claim");
        Optional<URI> address = address(issuer);
        if (address.isEmpty())
            return again(visit, "issuer", "Enter the issuer's address, such as https://login.example.org");
        if (client.isEmpty()) return again(visit, "client", "Enter the client ID that the provider gave");
        for (PersonClaim one : PersonClaim.values())
            if (one.claim().equals(claim))
                return switch (parts.register()
                        .identityProviders()
                        .set(
                                body(visit),
                                address.get(),
                                client,
                                Optional.of(secret).filter(text -> !text.isEmpty()),
                                one,
                                visit.someone().actor())) {
                    case Outcome.Done<IdentityProvider> done -> Answer.moved(PROVIDER + "?set=yes");
                    case Outcome.Refused<IdentityProvider>(String why, String cure) ->
                        again(visit, "issuer", why + " " + cure);
                };
        return again(visit, "claim", "Choose what tells who somebody is");
    }

    private static Optional<URI> address(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private Answer again(Visit visit, String field, String text) {
        return Answer.wrong(page(
                visit,
                current(visit).isPresent(),
                visit.form().text("issuer"),
                visit.form().text("client"),
                visit.form().text("claim"),
                List.of(new FormError(field, text))));
    }

    private Answer remove(Visit visit) {
        return switch (parts.register()
                .identityProviders()
                .remove(body(visit), visit.someone().actor())) {
            case Outcome.Done<Integer> done -> Answer.moved(PROVIDER);
            case Outcome.Refused<Integer>(String why, String cure) -> again(visit, "issuer", why + " " + cure);
        };
    }
}
