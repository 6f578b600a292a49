package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ENGINEER;

import java.time.Instant;
import java.util.List;
import uk.wayleave.control.api.PeopleEndpoints.NewStanding;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.credential.Credential;
import uk.wayleave.register.credential.CredentialId;
import uk.wayleave.register.credential.NewSecret;

/** What products prove themselves with; made by the integrator, ended by either side. */
public final class CredentialEndpoints {
    private static final String CREDENTIALS = "/api/agreements/{agreement}/credentials";
    private static final String ONE = CREDENTIALS + "/{credential}";

    private final Register register;
    private final Reach reach;

    public CredentialEndpoints(Register register) {
        this.register = register;
        this.reach = new Reach(register);
    }

    record NewCredential(@Meaning("One of the integrator's") ProductId product) {}

    record CredentialView(
            CredentialId id,
            String clientId,
            AgreementId agreement,
            ProductId product,
            Standing standing,
            Instant created,
            @Meaning("When its secret was made") Instant rotated) {
        static CredentialView of(Credential credential) {
            return new CredentialView(
                    credential.id(),
                    credential.clientId(),
                    credential.agreement(),
                    credential.product(),
                    credential.standing(),
                    credential.created(),
                    credential.rotated());
        }
    }

    record ShownSecret(
            CredentialView credential,
            @Meaning("Shown this once and kept nowhere") String clientSecret) {
        static ShownSecret of(NewSecret secret) {
            return new ShownSecret(CredentialView.of(secret.credential()), secret.secret());
        }

        @Override
        public String toString() {
            return "ShownSecret[withheld]";
        }
    }

    public List<Endpoint> all() {
        return List.of(
                Endpoint.post(CREDENTIALS)
                        .named("issueCredential", "Make a credential for a product; its secret is shown this once")
                        .by(Access.of(INTEGRATOR_ADMINISTRATOR))
                        .makes(NewCredential.class, ShownSecret.class, this::issue),
                Endpoint.get(CREDENTIALS)
                        .named("credentials", "The credentials under the agreement, without their secrets")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR, AUDITOR, INTEGRATOR_ADMINISTRATOR, INTEGRATOR_ENGINEER))
                        .lists(CredentialView.class, this::list),
                Endpoint.post(ONE + "/rotate")
                        .named(
                                "rotateCredential",
                                "Make another secret, shown this once; the old one and its tokens end")
                        .by(Access.of(INTEGRATOR_ADMINISTRATOR))
                        .shows(ShownSecret.class, this::rotate),
                Endpoint.put(ONE + "/standing")
                        .named("standCredential", "Suspend, resume or end a credential, from its next call on")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR, INTEGRATOR_ADMINISTRATOR))
                        .changes(NewStanding.class, CredentialView.class, this::stand),
                Endpoint.post(ONE + "/revoke")
                        .named("revokeCredential", "End a credential for good, from its next call on")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR, INTEGRATOR_ADMINISTRATOR))
                        .shows(CredentialView.class, call -> stand(call, new NewStanding(Standing.ENDED))));
    }

    private ShownSecret issue(Call call, NewCredential body) {
        RegisteredAgreement agreement = reach.ownAgreement(call);
        return ShownSecret.of(Refused.unlessDone(register.credentials()
                .issue(
                        agreement.controller(),
                        agreement.id(),
                        body.product(),
                        call.person().actor())));
    }

    private List<CredentialView> list(Call call) {
        RegisteredAgreement agreement = reach.ownAgreement(call);
        return register.credentials().of(agreement.controller()).stream()
                .filter(credential -> credential.agreement().equals(agreement.id()))
                .map(CredentialView::of)
                .toList();
    }

    private ShownSecret rotate(Call call) {
        RegisteredAgreement agreement = reach.ownAgreement(call);
        CredentialId id = own(agreement, call).id();
        return ShownSecret.of(Refused.unlessDone(register.credentials()
                .rotate(agreement.controller(), id, call.person().actor())));
    }

    private CredentialView stand(Call call, NewStanding body) {
        RegisteredAgreement agreement = reach.ownAgreement(call);
        CredentialId id = own(agreement, call).id();
        Refused.unlessDone(register.credentials()
                .stand(
                        agreement.controller(),
                        id,
                        body.standing(),
                        call.person().actor()));
        return CredentialView.of(own(agreement, call));
    }

    private Credential own(RegisteredAgreement agreement, Call call) {
        CredentialId named = call.named("credential", CredentialId::of);
        return register.credentials()
                .find(agreement.controller(), named)
                .filter(credential -> credential.agreement().equals(agreement.id()))
                .orElseThrow(Refused::notFound);
    }
}
