package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Json;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.Register;
import uk.wayleave.register.trust.TrustedIssuer;
import uk.wayleave.register.trust.TrustedIssuer.Serves;
import uk.wayleave.register.trust.TrustedIssuerId;

/** The systems whose signatures count for a Controller's persons (proof L2). */
public final class TrustedIssuerEndpoints {
    private static final String ALL = "/api/controllers/{controller}/trusted-issuers";
    private static final String SUBJECT = "sub";

    private final Register register;
    private final Reach reach;
    private final Json json;

    public TrustedIssuerEndpoints(Register register, Json json) {
        this.register = register;
        this.reach = new Reach(register);
        this.json = json;
    }

    /** A JSON Web Key (RFC 7517) with those members alone that a public key needs. */
    record PublicKey(
            String kty,
            Optional<String> kid,
            Optional<String> use,
            Optional<String> alg,
            Optional<String> crv,
            Optional<String> x,
            Optional<String> y,
            Optional<String> n,
            Optional<String> e) {}

    record NewTrustedIssuer(
            @Meaning("As it stands in the iss of its JWTs") String issuer,

            @Meaning("instructions: it signs whole instructions; users: its users' tokens are exchanged")
            Serves serves,

            @Meaning("Its public EC or RSA keys; a private one is not taken")
            List<PublicKey> keys,

            @Meaning("The claim that has the identifier of a registered person; left out for sub")
            Optional<String> personClaim) {}

    record TrustedIssuerView(
            TrustedIssuerId id, String issuer, Serves serves, int keys, String personClaim, Instant registered) {
        static TrustedIssuerView of(TrustedIssuer issuer) {
            return new TrustedIssuerView(
                    issuer.id(),
                    issuer.issuer(),
                    issuer.serves(),
                    issuer.keys().size(),
                    issuer.personClaim(),
                    issuer.registered());
        }
    }

    public List<Endpoint> all() {
        return List.of(
                Endpoint.post(ALL)
                        .named("registerTrustedIssuer", "Let a system's signatures count for the Controller's persons")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR))
                        .makes(NewTrustedIssuer.class, TrustedIssuerView.class, this::register),
                Endpoint.get(ALL)
                        .named("trustedIssuers", "The systems whose signatures count")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR, AUDITOR))
                        .lists(
                                TrustedIssuerView.class,
                                call -> register.trustedIssuers().of(reach.ownController(call)).stream()
                                        .map(TrustedIssuerView::of)
                                        .toList()),
                Endpoint.delete(ALL + "/{issuer}")
                        .named("removeTrustedIssuer", "Let its signatures count for nothing new")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR))
                        .does(this::remove));
    }

    private TrustedIssuerView register(Call call, NewTrustedIssuer body) {
        ControllerId controller = reach.ownController(call);
        String keys = json.mapper().writeValueAsString(Map.of("keys", body.keys()));
        return TrustedIssuerView.of(Refused.unlessDone(register.trustedIssuers()
                .register(
                        controller,
                        body.issuer(),
                        body.serves(),
                        keys,
                        body.personClaim().orElse(SUBJECT),
                        call.person().actor())));
    }

    private void remove(Call call) {
        ControllerId controller = reach.ownController(call);
        TrustedIssuerId id = call.named("issuer", TrustedIssuerId::of);
        boolean known = register.trustedIssuers().of(controller).stream()
                .anyMatch(one -> one.id().equals(id));
        if (!known) throw Refused.notFound();
        Refused.unlessDone(
                register.trustedIssuers().remove(controller, id, call.person().actor()));
    }
}
