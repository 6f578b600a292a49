package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.Register;
import uk.wayleave.register.vault.OpenedAccount;
import uk.wayleave.register.vault.StoredAccount;

/** The Controller's Street Manager accounts in the vault; what signs them in goes in and never comes out. */
public final class AccountEndpoints {
    private static final String ACCOUNTS = "/api/controllers/{controller}/accounts";

    private final Register register;
    private final Reach reach;

    public AccountEndpoints(Register register) {
        this.register = register;
        this.reach = new Reach(register);
    }

    record NewAccount(
            @Meaning("The agreement it is used under, and no other")
            AgreementId agreement,

            SwaCode swaCode,

            @Meaning("Street Manager's base address it may be used with, and no other; https, but for a stand-in")
            URI host,

            @Meaning("Street Manager's name of the account's role: Planner, HighwayAuthority, Contractor")
            String role,

            @Meaning("Never shown again") String emailAddress,
            @Meaning("Never shown again") String password) {
        @Override
        public String toString() {
            return "NewAccount[withheld]";
        }
    }

    record AccountSecret(
            @Meaning("Never shown again") String emailAddress,
            @Meaning("Never shown again") String password) {
        @Override
        public String toString() {
            return "AccountSecret[withheld]";
        }
    }

    record AccountView(
            AccountId id,
            AgreementId agreement,
            SwaCode swaCode,
            URI host,
            String role,
            String organisationReference,
            Instant changed) {
        static AccountView of(StoredAccount stored) {
            var account = stored.account();
            return new AccountView(
                    account.id(),
                    stored.agreement(),
                    account.swaCode(),
                    account.host(),
                    account.role(),
                    account.organisationReference(),
                    stored.account().changed());
        }
    }

    public List<Endpoint> all() {
        return List.of(
                Endpoint.post(ACCOUNTS)
                        .named("storeAccount", "Put a Street Manager account into the vault")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR))
                        .makes(NewAccount.class, AccountView.class, this::store),
                Endpoint.get(ACCOUNTS)
                        .named("accounts", "The Controller's accounts, without what signs them in")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR, AUDITOR))
                        .lists(AccountView.class, this::list),
                Endpoint.put(ACCOUNTS + "/{account}/password")
                        .named("replaceAccountSecret", "Replace what signs an account in")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR))
                        .keeps(AccountSecret.class, this::replace),
                Endpoint.delete(ACCOUNTS + "/{account}")
                        .named("removeAccount", "Take an account out of the vault")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR))
                        .does(this::remove));
    }

    private AccountView store(Call call, NewAccount body) {
        ControllerId controller = reach.ownController(call);
        return AccountView.of(Refused.unlessDone(register.accounts()
                .set(
                        controller,
                        body.agreement(),
                        body.swaCode(),
                        body.host(),
                        body.role(),
                        new OpenedAccount(body.emailAddress(), body.password()),
                        call.person().actor())));
    }

    private List<AccountView> list(Call call) {
        return register.accounts().of(reach.ownController(call)).stream()
                .map(AccountView::of)
                .toList();
    }

    private void replace(Call call, AccountSecret body) {
        ControllerId controller = reach.ownController(call);
        StoredAccount stored = own(controller, call);
        Refused.unlessDone(register.accounts()
                .set(
                        controller,
                        stored.agreement(),
                        stored.account().swaCode(),
                        stored.account().host(),
                        stored.account().role(),
                        new OpenedAccount(body.emailAddress(), body.password()),
                        call.person().actor()));
    }

    private void remove(Call call) {
        ControllerId controller = reach.ownController(call);
        Refused.unlessDone(register.accounts()
                .remove(
                        controller,
                        own(controller, call).account().id(),
                        call.person().actor()));
    }

    private StoredAccount own(ControllerId controller, Call call) {
        AccountId named = call.named("account", text -> new AccountId(UUID.fromString(text)));
        return register.accounts().of(controller).stream()
                .filter(stored -> stored.account().id().equals(named))
                .findFirst()
                .orElseThrow(Refused::notFound);
    }
}
