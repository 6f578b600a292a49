package uk.wayleave.console.vault;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.wayleave.console.instruction.InPlainWords;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Choice;
import uk.wayleave.console.web.Form;
import uk.wayleave.console.web.Frames;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.snapshot.Organisation;
import uk.wayleave.register.vault.OpenedAccount;
import uk.wayleave.register.vault.StoredAccount;

/**
 * What Wayleave keeps of Street Manager for the Controller: its organisations, and the accounts it is used with. What signs
 * an account in goes in here and never comes out (framework A3).
 */
public final class VaultPages {
    private static final String ALL = "/console/street-manager";
    private static final String ACCOUNT = ALL + "/accounts/new";
    private static final String ORGANISATION = ALL + "/organisations/new";
    private static final String ONE = ALL + "/accounts/one/{account}";
    private static final List<String> ROLES = List.of("Planner", "HighwayAuthority", "Contractor");

    private final Register register;
    private final Frames frames;

    public VaultPages(PagesForPeople.Parts parts, Frames frames) {
        this.register = parts.register();
        this.frames = frames;
    }

    public List<Route> all() {
        Access administrator = Access.of(CONTROLLER_ADMINISTRATOR);
        return List.of(
                Route.get(ALL, Access.of(CONTROLLER_ADMINISTRATOR, AUDITOR), this::list),
                Route.get(ORGANISATION, administrator, visit -> Answer.shown(organisation(Form.empty(), List.of()))),
                Route.post(ORGANISATION, administrator, this::register),
                Route.get(ACCOUNT, administrator, visit -> Answer.shown(account(visit, Form.empty(), List.of()))),
                Route.post(ACCOUNT, administrator, this::store),
                Route.get(ONE, administrator, visit -> Answer.shown(one(own(visit), List.of()))),
                Route.post(ONE + "/secret", administrator, this::replace),
                Route.post(ONE + "/remove", administrator, this::remove));
    }

    private static ControllerId controller(Visit visit) {
        if (visit.someone().person().body() instanceof Body.OfController(ControllerId id)) return id;
        throw new NotThere();
    }

    /** A row of organisations. */
    public record OrganisationRow(String name, String code, String reference, String prefixes) {}

    /** A row of accounts. */
    public record AccountRow(String href, String role, String code, String host, String under, String changed) {}

    private Answer list(Visit visit) {
        ControllerId controller = controller(visit);
        return Answer.shown(Page.of("vault")
                .with(
                        "organisations",
                        register.organisations().of(controller).stream()
                                .map(one -> new OrganisationRow(
                                        one.name(),
                                        one.swaCode().value(),
                                        one.reference(),
                                        one.prefixes().stream().sorted().collect(Collectors.joining(", "))))
                                .toList())
                .with(
                        "accounts",
                        register.accounts().of(controller).stream()
                                .map(stored -> row(controller, stored))
                                .toList())
                .with("mayKeep", visit.someone().is(CONTROLLER_ADMINISTRATOR)));
    }

    private AccountRow row(ControllerId controller, StoredAccount stored) {
        var account = stored.account();
        return new AccountRow(
                ALL + "/accounts/one/" + account.id(),
                account.role(),
                account.swaCode().value(),
                account.host().toString(),
                register.agreements()
                        .find(controller, stored.agreement())
                        .map(this::name)
                        .orElse(""),
                InPlainWords.time(account.changed()));
    }

    private String name(RegisteredAgreement agreement) {
        return frames.nameOf(new Body.OfIntegrator(agreement.integrator()));
    }

    private static Page organisation(Form form, List<FormError> errors) {
        return Page.of("vault-organisation").with("form", form).with("errors", errors);
    }

    private Answer register(Visit visit) {
        Form form = visit.form();
        List<FormError> errors = new ArrayList<>();
        Optional<SwaCode> code = code(form.text("code"));
        if (form.text("name").isEmpty()) errors.add(new FormError("name", "Enter the organisation's name"));
        if (code.isEmpty()) errors.add(new FormError("code", "Enter the SWA code: four digits, such as 0010"));
        if (form.text("reference").isEmpty())
            errors.add(new FormError("reference", "Enter the organisation reference that Street Manager gives"));
        Set<String> prefixes = Stream.of(form.text("prefixes").split("[\\s,;]+", -1))
                .filter(one -> !one.isEmpty())
                .map(one -> one.toUpperCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        if (prefixes.isEmpty()) errors.add(new FormError("prefixes", "Enter at least one prefix, such as QA"));
        if (!errors.isEmpty()) return Answer.wrong(organisation(form, errors));
        var organisation = new Organisation(code.orElseThrow(), form.text("name"), form.text("reference"), prefixes);
        // Sent twice: it is registered already.
        if (register.organisations().of(controller(visit)).contains(organisation)) return Answer.moved(ALL);
        return switch (register.organisations()
                .register(controller(visit), organisation, visit.someone().actor())) {
            case Outcome.Done<Organisation> done -> Answer.moved(ALL);
            case Outcome.Refused<Organisation>(String why, String cure) ->
                Answer.wrong(organisation(form, List.of(new FormError("code", why + " " + cure))));
        };
    }

    private static Optional<SwaCode> code(String text) {
        try {
            return Optional.of(new SwaCode(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private List<RegisteredAgreement> agreements(Visit visit) {
        return register.agreements().of(controller(visit)).stream()
                .filter(one -> one.state() != AgreementState.ENDED)
                .sorted(Comparator.comparing(this::name))
                .toList();
    }

    private Page account(Visit visit, Form form, List<FormError> errors) {
        return Page.of("vault-account")
                .with("form", form)
                .with("errors", errors)
                .with(
                        "agreements",
                        agreements(visit).stream()
                                .map(one -> new Choice(one.id().toString(), "with " + name(one)))
                                .toList())
                .with(
                        "organisations",
                        register.organisations().of(controller(visit)).stream()
                                .map(one -> new Choice(
                                        one.swaCode().value(),
                                        one.name() + " (" + one.swaCode().value() + ")"))
                                .toList())
                .with("roles", ROLES.stream().map(one -> new Choice(one, one)).toList());
    }

    private Answer store(Visit visit) {
        Form form = visit.form();
        List<FormError> errors = new ArrayList<>();
        Optional<RegisteredAgreement> agreement = agreements(visit).stream()
                .filter(one -> one.id().toString().equals(form.text("agreement")))
                .findFirst();
        Optional<SwaCode> code = code(form.text("organisation"));
        Optional<URI> host = host(form.text("host"));
        if (agreement.isEmpty())
            errors.add(new FormError("agreement", "Choose the agreement under which alone it is used"));
        if (code.isEmpty()) errors.add(new FormError("organisation", "Choose the organisation whose account it is"));
        if (!ROLES.contains(form.text("role"))) errors.add(new FormError("role", "Choose its role in Street Manager"));
        if (host.isEmpty())
            errors.add(new FormError("host", "Enter Street Manager's base address, beginning with https://"));
        secret(form).ifPresent(errors::add);
        if (!errors.isEmpty()) return Answer.wrong(account(visit, form, errors));
        return switch (register.accounts()
                .set(
                        controller(visit),
                        agreement.orElseThrow().id(),
                        code.orElseThrow(),
                        host.orElseThrow(),
                        form.text("role"),
                        new OpenedAccount(form.text("email"), form.raw("password")),
                        visit.someone().actor())) {
            case Outcome.Done<StoredAccount> done -> Answer.moved(ALL);
            case Outcome.Refused<StoredAccount>(String why, String cure) ->
                Answer.wrong(account(visit, form, List.of(new FormError("host", why + " " + cure))));
        };
    }

    private static Optional<FormError> secret(Form form) {
        if (form.text("email").isEmpty())
            return Optional.of(new FormError("email", "Enter the account's e-mail address in Street Manager"));
        if (form.raw("password").isEmpty())
            return Optional.of(new FormError("password", "Enter the account's password in Street Manager"));
        return Optional.empty();
    }

    private static Optional<URI> host(String text) {
        try {
            URI uri = URI.create(text);
            return uri.getHost() == null ? Optional.empty() : Optional.of(uri);
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private StoredAccount own(Visit visit) {
        AccountId named = visit.named("account", text -> new AccountId(UUID.fromString(text)));
        return register.accounts().of(controller(visit)).stream()
                .filter(stored -> stored.account().id().equals(named))
                .findFirst()
                .orElseThrow(NotThere::new);
    }

    private static Page one(StoredAccount stored, List<FormError> errors) {
        var account = stored.account();
        return Page.of("vault-one")
                .with("errors", errors)
                .with("path", ALL + "/accounts/one/" + account.id())
                .with("role", account.role())
                .with("code", account.swaCode().value())
                .with("host", account.host().toString())
                .with("changed", InPlainWords.time(account.changed()));
    }

    private Answer replace(Visit visit) {
        StoredAccount stored = own(visit);
        Optional<FormError> wrong = secret(visit.form());
        if (wrong.isPresent()) return Answer.wrong(one(stored, List.of(wrong.get())));
        var account = stored.account();
        return switch (register.accounts()
                .set(
                        controller(visit),
                        stored.agreement(),
                        account.swaCode(),
                        account.host(),
                        account.role(),
                        new OpenedAccount(
                                visit.form().text("email"), visit.form().raw("password")),
                        visit.someone().actor())) {
            case Outcome.Done<StoredAccount> done -> Answer.moved(ALL);
            case Outcome.Refused<StoredAccount>(String why, String cure) ->
                Answer.wrong(one(stored, List.of(new FormError("email", why + " " + cure))));
        };
    }

    private Answer remove(Visit visit) {
        StoredAccount stored = own(visit);
        return switch (register.accounts()
                .remove(
                        controller(visit),
                        stored.account().id(),
                        visit.someone().actor())) {
            case Outcome.Done<AccountId> done -> Answer.moved(ALL);
            case Outcome.Refused<AccountId>(String why, String cure) ->
                Answer.wrong(one(stored, List.of(new FormError("email", why + " " + cure))));
        };
    }
}
