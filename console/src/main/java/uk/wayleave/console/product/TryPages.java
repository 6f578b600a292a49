package uk.wayleave.console.product;

import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ENGINEER;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Choice;
import uk.wayleave.console.web.Form;
import uk.wayleave.console.web.Frames;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.Standing;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Register;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.credential.Credential;
import uk.wayleave.register.token.Tokens.Issue;
import uk.wayleave.register.vault.StoredAccount;

/**
 * Makes one call as a product would, through the data plane with every control on, and shows the answer. Only where every
 * account of the agreement is of a sandbox: there are no real works in it, and no real persons. The secret is used for the
 * one call and kept nowhere.
 */
public final class TryPages {
    private static final String PATH = "/console/try";

    /** DfT's sandbox (domain: environments); a stand-in is on this machine. */
    private static final String SANDBOX = "api.sandbox.manage-roadworks.service.gov.uk";

    /** The harmless one first, which a form offers. */
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE");

    /** Of an operation: version, API, and what follows; nothing that leads to another host. */
    private static final Pattern CALL = Pattern.compile("/v[0-9]{1,2}/[a-z]{1,20}/[A-Za-z0-9/_.~%?&=,:+-]{0,500}");

    private static final int LONGEST_SHOWN = 20_000;
    private static final List<String> TOLD =
            List.of("Wayleave-Call", "Wayleave-Receipt", "Wayleave-Masked", "Wayleave-Withheld", "Link", "Retry-After");

    private final Register register;
    private final Frames frames;
    private final Supplier<Doors> doors;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    public TryPages(PagesForPeople.Parts parts, Frames frames, Supplier<Doors> doors) {
        this.register = parts.register();
        this.frames = frames;
        this.doors = doors;
    }

    public List<Route> all() {
        Access either = Access.of(INTEGRATOR_ADMINISTRATOR, INTEGRATOR_ENGINEER);
        return List.of(
                Route.get(PATH, either, visit -> Answer.shown(page(visit, visit.query(), List.of(), Optional.empty()))),
                Route.post(PATH, either, this::call));
    }

    /** A header of the answer that people may want to see. */
    public record Told(String name, String value) {}

    /** What the call was answered with. */
    public record Shown(int status, List<Told> headers, String body, String call) {}

    private Page page(Visit visit, Form form, List<FormError> errors, Optional<Shown> shown) {
        return Page.of("try")
                .with("errors", errors)
                .with("form", form)
                .with(
                        "credentials",
                        credentials(visit).stream().map(this::choice).toList())
                .with("methods", METHODS)
                .with("shown", shown.isPresent())
                .with("answers", shown.stream().toList());
    }

    private Choice choice(Usable one) {
        String product = register.products()
                .find(one.credential().product())
                .map(found -> found.name())
                .orElse("A product");
        return new Choice(
                one.credential().clientId(),
                product + " for "
                        + frames.nameOf(new Body.OfController(one.agreement().controller())));
    }

    private record Usable(RegisteredAgreement agreement, Credential credential) {}

    /** Those whose calls end in a sandbox. */
    private List<Usable> credentials(Visit visit) {
        if (!(visit.someone().person().body() instanceof Body.OfIntegrator(IntegratorId id))) throw new NotThere();
        List<Usable> usable = new ArrayList<>();
        for (RegisteredAgreement agreement : register.agreements().of(id)) {
            if (!endsInASandbox(agreement)) continue;
            for (Credential one : register.credentials().of(agreement.controller()))
                if (one.agreement().equals(agreement.id()) && one.standing() == Standing.ACTIVE)
                    usable.add(new Usable(agreement, one));
        }
        return usable;
    }

    private boolean endsInASandbox(RegisteredAgreement agreement) {
        List<StoredAccount> accounts = register.accounts().of(agreement.controller()).stream()
                .filter(one -> one.agreement().equals(agreement.id()))
                .toList();
        return !accounts.isEmpty()
                && accounts.stream().allMatch(one -> isSandbox(one.account().host()));
    }

    private static boolean isSandbox(URI host) {
        String name = Optional.ofNullable(host.getHost()).orElse("");
        if (name.equals(SANDBOX)) return true;
        try {
            // An address only, so that no name is looked up.
            return name.equals("localhost")
                    || (name.matches("[0-9.]+|\\[.*]")
                            && InetAddress.getByName(name).isLoopbackAddress());
        } catch (UnknownHostException e) {
            return false;
        }
    }

    private Answer call(Visit visit) {
        Form form = visit.form();
        List<FormError> errors = new ArrayList<>();
        Optional<Usable> credential = credentials(visit).stream()
                .filter(one -> one.credential().clientId().equals(form.text("client")))
                .findFirst();
        if (credential.isEmpty()) errors.add(new FormError("client", "Choose a credential from the list"));
        if (form.raw("secret").isEmpty()) errors.add(new FormError("secret", "Enter the credential's secret"));
        Optional<InstructionId> instruction = instruction(form, errors);
        if (!METHODS.contains(form.text("method"))) errors.add(new FormError("method", "Choose a method"));
        if (!CALL.matcher(form.text("path")).matches())
            errors.add(new FormError("path", "Enter a path of Street Manager's, such as /v6/work/works/TSR1"));
        if (!errors.isEmpty()) return Answer.wrong(page(visit, form, errors, Optional.empty()));
        Issue issued = register.tokens().issue(form.text("client"), form.raw("secret"), instruction, Optional.empty());
        return switch (issued) {
            case Issue.Issued token -> sent(visit, form, token.accessToken());
            case Issue.Denied denied ->
                again(visit, "secret", "This is not the credential's secret, or the credential is stopped");
            case Issue.UnknownInstruction unknown ->
                again(visit, "instruction", "This product has no such instruction; the Controller gives them");
            case Issue.OtherKey other ->
                again(
                        visit,
                        "instruction",
                        "This instruction is bound to a key of your product's, and cannot be tried here");
        };
    }

    private Answer again(Visit visit, String field, String text) {
        return Answer.wrong(page(visit, visit.form(), List.of(new FormError(field, text)), Optional.empty()));
    }

    private static Optional<InstructionId> instruction(Form form, List<FormError> errors) {
        String text = form.text("instruction");
        if (text.isEmpty()) return Optional.empty();
        try {
            return Optional.of(InstructionId.of(text));
        } catch (IllegalArgumentException e) {
            errors.add(new FormError("instruction", "Enter the instruction's id, or leave it empty"));
            return Optional.empty();
        }
    }

    private Answer sent(Visit visit, Form form, String token) {
        String method = form.text("method");
        var request = HttpRequest.newBuilder(
                        URI.create(Doors.written(doors.get().data()) + form.text("path")))
                .timeout(Duration.ofSeconds(30))
                .header("token", token)
                .method(
                        method,
                        form.raw("body").isEmpty()
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(form.raw("body")));
        if (!form.raw("body").isEmpty()) request.header("Content-Type", "application/json");
        try {
            HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
            return Answer.shown(page(visit, form, List.of(), Optional.of(shown(answer))));
        } catch (IOException e) {
            return again(visit, "path", "The data plane did not answer. Try again in a minute");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return again(visit, "path", "Wayleave is stopping. Try again in a minute");
        }
    }

    private static Shown shown(HttpResponse<String> answer) {
        List<Told> headers = TOLD.stream()
                .flatMap(name -> answer.headers().allValues(name).stream().map(value -> new Told(name, value)))
                .toList();
        String body = written(answer.body());
        return new Shown(
                answer.statusCode(),
                headers,
                body.length() > LONGEST_SHOWN ? body.substring(0, LONGEST_SHOWN) + " …" : body,
                answer.headers().firstValue("Wayleave-Call").orElse(""));
    }

    private static String written(String body) {
        try {
            return JsonMapper.builder()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .build()
                    .writeValueAsString(JsonMapper.shared().readTree(body));
        } catch (JacksonException notJson) {
            return body;
        }
    }
}
