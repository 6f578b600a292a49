package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.OPERATOR;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.control.openid.ProviderSignIns;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.identity.IdentityProvider;
import uk.wayleave.register.identity.PersonClaim;

/** The identity provider with which people of the caller's own body sign in (OpenID Connect). */
public final class IdentityProviderEndpoints {
    private static final String OWN = "/api/identity-provider";

    private final Register register;
    private final ProviderSignIns providers;

    public IdentityProviderEndpoints(Register register, ProviderSignIns providers) {
        this.register = register;
        this.providers = providers;
    }

    record NewIdentityProvider(
            @Meaning("Exactly as the provider has it, such as https://login.example.org")
            URI issuer,

            String clientId,

            @Meaning("Never shown again; left out to keep the one of this issuer that is there")
            Optional<String> clientSecret,

            @Meaning("The claim that is a person's identifier here")
            PersonClaim claim) {
        @Override
        public String toString() {
            return "NewIdentityProvider[withheld]";
        }
    }

    record IdentityProviderView(
            URI issuer,
            String clientId,
            PersonClaim claim,
            @Meaning("To be registered with the provider") URI redirectUri) {}

    record SetIdentityProvider(
            IdentityProviderView provider,

            @Meaning("Why it does not work yet, where it does not answer as that issuer")
            Optional<String> problem) {}

    public List<Endpoint> all() {
        Access administrators = Access.of(CONTROLLER_ADMINISTRATOR, INTEGRATOR_ADMINISTRATOR, OPERATOR);
        return List.of(
                Endpoint.get(OWN)
                        .named("identityProvider", "The provider of one's own body")
                        .by(administrators)
                        .shows(IdentityProviderView.class, call -> view(current(call))),
                Endpoint.put(OWN)
                        .named("setIdentityProvider", "Let people of one's own body sign in with its provider")
                        .by(administrators)
                        .changes(NewIdentityProvider.class, SetIdentityProvider.class, this::set),
                Endpoint.delete(OWN)
                        .named("removeIdentityProvider", "Let nobody sign in that way any more")
                        .by(administrators)
                        .does(this::remove));
    }

    private static Body body(Call call) {
        return call.person().person().body();
    }

    private IdentityProvider current(Call call) {
        return register.identityProviders().of(body(call)).orElseThrow(Refused::notFound);
    }

    private IdentityProviderView view(IdentityProvider provider) {
        return new IdentityProviderView(
                provider.issuer(), provider.clientId(), provider.claim(), providers.redirectUri(provider.body()));
    }

    private SetIdentityProvider set(Call call, NewIdentityProvider body) {
        IdentityProvider set = Refused.unlessDone(register.identityProviders()
                .set(
                        body(call),
                        body.issuer(),
                        body.clientId(),
                        body.clientSecret(),
                        body.claim(),
                        call.person().actor()));
        return new SetIdentityProvider(view(set), providers.problem(set));
    }

    private void remove(Call call) {
        Refused.unlessDone(register.identityProviders()
                .remove(current(call).body(), call.person().actor()));
    }
}
