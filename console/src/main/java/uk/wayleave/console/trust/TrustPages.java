package uk.wayleave.console.trust;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.text.ParseException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.wayleave.console.agreement.Words;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Choice;
import uk.wayleave.console.web.Form;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.trust.TrustedIssuer;
import uk.wayleave.register.trust.TrustedIssuer.Serves;
import uk.wayleave.register.trust.TrustedIssuerId;

/** A Controller's own systems and their public keys: registering, looking at and removing them. */
public final class TrustPages {
    private static final String ALL = "/console/trusted-systems";
    private static final String ONE = ALL + "/one/{issuer}";
    private static final String SUBJECT = "sub";

    private final Register register;

    public TrustPages(Register register) {
        this.register = register;
    }

    public List<Route> all() {
        Access administrator = Access.of(CONTROLLER_ADMINISTRATOR);
        Access readers = Access.of(CONTROLLER_ADMINISTRATOR, AUDITOR);
        return List.of(
                Route.get(ALL, readers, this::list),
                Route.get(ALL + "/new", administrator, visit -> Answer.shown(form(Form.empty(), List.of()))),
                Route.post(ALL + "/new", administrator, this::add),
                Route.get(ONE, readers, visit -> Answer.shown(one(visit))),
                Route.get(ONE + "/remove", administrator, this::askToRemove),
                Route.post(ONE + "/remove", administrator, this::remove));
    }

    /** A system in the list. */
    public record Row(String href, String issuer, String serves, String registered) {}

    /** A public key, by what people can compare. */
    public record Key(String id, String kind, String thumbprint) {}

    private static ControllerId controller(Visit visit) {
        if (visit.someone().person().body() instanceof Body.OfController(ControllerId id)) return id;
        throw new NotThere();
    }

    private static String words(Serves serves) {
        return switch (serves) {
            case INSTRUCTIONS -> "It signs whole instructions";
            case USERS -> "It signs in users, whose tokens are exchanged";
        };
    }

    private static String path(TrustedIssuer issuer) {
        return ONE.replace("{issuer}", issuer.id().toString());
    }

    private Answer list(Visit visit) {
        return Answer.shown(Page.of("trusted-systems")
                .with(
                        "systems",
                        register.trustedIssuers().of(controller(visit)).stream()
                                .map(one -> new Row(
                                        path(one), one.issuer(), words(one.serves()), Words.time(one.registered())))
                                .toList())
                .with("administrator", visit.someone().is(CONTROLLER_ADMINISTRATOR)));
    }

    private static Page form(Form form, List<FormError> errors) {
        String claim = form.text("claim");
        return Page.of("trusted-system-new")
                .with("errors", errors)
                .with("form", form)
                .with("claim", claim.isEmpty() ? SUBJECT : claim)
                .with("serves", List.of(form.text("serves")))
                .with(
                        "kinds",
                        Arrays.stream(Serves.values())
                                .map(one -> new Choice(one.name(), words(one)))
                                .toList());
    }

    private Answer add(Visit visit) {
        Form form = visit.form();
        if (form.text("issuer").isEmpty()) return again(form, "issuer", "Enter the issuer, as it stands in iss");
        Optional<Serves> serves = Arrays.stream(Serves.values())
                .filter(one -> one.name().equals(form.text("serves")))
                .findFirst();
        if (serves.isEmpty()) return again(form, "serves", "Choose what it signs");
        if (form.text("keys").isEmpty()) return again(form, "keys", "Paste its public keys");
        if (hasPrivateKey(form.text("keys")))
            return again(
                    without(form, "keys"),
                    "keys",
                    "There was a private key in it, which belongs to the system alone and is not shown here again."
                            + " Make the system a new pair, and paste the public keys");
        String claim = form.text("claim");
        return switch (register.trustedIssuers()
                .register(
                        controller(visit),
                        form.text("issuer"),
                        serves.get(),
                        form.text("keys"),
                        claim.isEmpty() ? SUBJECT : claim,
                        visit.someone().actor())) {
            case Outcome.Done<TrustedIssuer>(TrustedIssuer made) -> Answer.moved(path(made));
            case Outcome.Refused<TrustedIssuer>(String why, String cure) -> again(form, field(why), why + " " + cure);
        };
    }

    private static boolean hasPrivateKey(String keys) {
        try {
            return JWKSet.parse(keys).getKeys().stream().anyMatch(JWK::isPrivate);
        } catch (ParseException none) {
            return false;
        }
    }

    private static Form without(Form form, String field) {
        Map<String, List<String>> fields = new HashMap<>(form.fields());
        fields.remove(field);
        return new Form(fields);
    }

    /** Which part of the form a refusal is about. */
    private static String field(String why) {
        if (why.startsWith("The keys")) return "keys";
        return why.startsWith("The claim") ? "claim" : "issuer";
    }

    private static Answer again(Form form, String field, String text) {
        return Answer.wrong(form(form, List.of(new FormError(field, text))));
    }

    private TrustedIssuer issuer(Visit visit) {
        TrustedIssuerId named = visit.named("issuer", TrustedIssuerId::of);
        return register.trustedIssuers().of(controller(visit)).stream()
                .filter(one -> one.id().equals(named))
                .findFirst()
                .orElseThrow(NotThere::new);
    }

    private Page one(Visit visit) {
        TrustedIssuer issuer = issuer(visit);
        return Page.of("trusted-system")
                .with("path", path(issuer))
                .with("issuer", issuer.issuer())
                .with("serves", words(issuer.serves()))
                .with("claim", issuer.personClaim())
                .with("registered", Words.time(issuer.registered()))
                .with(
                        "keys",
                        issuer.keys().getKeys().stream().map(TrustPages::key).toList())
                .with("administrator", visit.someone().is(CONTROLLER_ADMINISTRATOR));
    }

    private static Key key(JWK key) {
        try {
            return new Key(
                    Optional.ofNullable(key.getKeyID()).orElse("without a name"),
                    key.getKeyType() + ", " + key.size() + " bits",
                    key.computeThumbprint().toString());
        } catch (JOSEException e) {
            throw new IllegalStateException("Keys were checked when they were registered.", e);
        }
    }

    private Answer askToRemove(Visit visit) {
        TrustedIssuer issuer = issuer(visit);
        return Answer.shown(Page.of("trusted-system-remove")
                .with("path", path(issuer))
                .with("issuer", issuer.issuer())
                .with("serves", words(issuer.serves())));
    }

    private Answer remove(Visit visit) {
        TrustedIssuer issuer = issuer(visit);
        return switch (register.trustedIssuers()
                .remove(controller(visit), issuer.id(), visit.someone().actor())) {
            // Refused only where somebody else has just removed it, which the list shows.
            case Outcome.Done<TrustedIssuerId> _, Outcome.Refused<TrustedIssuerId> _ -> Answer.moved(ALL);
        };
    }
}
