package uk.wayleave.console.agreement;

import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ENGINEER;

import java.util.List;
import java.util.UUID;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Form;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.Gaps;
import uk.wayleave.register.agreement.TechnicalContact;

/** An integrator's technical contacts, kept by its administrator. */
public final class ContactPages {
    private static final String ALL = "/console/contacts";

    private final Register register;

    public ContactPages(Register register) {
        this.register = register;
    }

    public List<Route> all() {
        Access administrator = Access.of(INTEGRATOR_ADMINISTRATOR);
        return List.of(
                Route.get(
                        ALL,
                        Access.of(INTEGRATOR_ADMINISTRATOR, INTEGRATOR_ENGINEER),
                        visit -> Answer.shown(page(visit, Form.empty(), List.of()))),
                Route.post(ALL, administrator, this::name),
                Route.post(ALL + "/{contact}/remove", administrator, this::remove));
    }

    private static IntegratorId integrator(Visit visit) {
        if (visit.someone().person().body() instanceof Body.OfIntegrator(IntegratorId id)) return id;
        throw new NotThere();
    }

    private Page page(Visit visit, Form form, List<FormError> errors) {
        List<TechnicalContact> contacts = register.technicalContacts()
                .of(integrator(visit), visit.someone().person().body());
        return Page.of("contacts")
                .with("errors", errors)
                .with("form", form)
                .with("contacts", contacts)
                .with("missing", Math.max(0, Gaps.CONTACTS - contacts.size()))
                .with("keeps", visit.someone().is(INTEGRATOR_ADMINISTRATOR));
    }

    private Answer name(Visit visit) {
        Form form = visit.form();
        if (form.text("name").isEmpty()) return again(visit, "name", "Enter the contact's name");
        if (!form.text("email").contains("@")) return again(visit, "email", "Enter an e-mail address");
        return switch (register.technicalContacts()
                .name(
                        integrator(visit),
                        form.text("name"),
                        form.text("email"),
                        form.text("telephone"),
                        visit.someone().actor())) {
            case Outcome.Done<TechnicalContact> done -> Answer.moved(ALL);
            case Outcome.Refused<TechnicalContact>(String why, String cure) ->
                again(visit, why.contains("telephone") ? "telephone" : "email", why + " " + cure);
        };
    }

    private Answer again(Visit visit, String field, String text) {
        return Answer.wrong(page(visit, visit.form(), List.of(new FormError(field, text))));
    }

    private Answer remove(Visit visit) {
        UUID contact = visit.named("contact", UUID::fromString);
        return switch (register.technicalContacts()
                .remove(integrator(visit), contact, visit.someone().actor())) {
            case Outcome.Done<UUID> done -> Answer.moved(ALL);
            case Outcome.Refused<UUID>(String why, String cure) ->
                new Answer.Shown(409, page(visit, Form.empty(), List.of(new FormError("contacts", why + " " + cure))));
        };
    }
}
