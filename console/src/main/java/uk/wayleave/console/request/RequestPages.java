package uk.wayleave.console.request;

import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.REQUESTER;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import uk.wayleave.console.instruction.InPlainWords;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Frames;
import uk.wayleave.console.web.NotThere;
import uk.wayleave.console.web.Route;
import uk.wayleave.console.web.Visit;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.oauth.AuthorizationServer;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.party.Product;
import uk.wayleave.register.request.InstructionRequest;
import uk.wayleave.register.request.InstructionRequests.Approved;
import uk.wayleave.register.request.RequestId;

/** Requests of products: reading one in plain words, and giving the instruction or declining. */
public final class RequestPages {
    private static final Set<String> OF_THE_BROWSER = Set.of("request_uri", "client_id", "response_type");
    private static final String ALL = "/console/requests";
    private static final String ONE = ALL + "/{request}";

    private final PagesForPeople.Parts parts;
    private final InPlainWords words;

    public RequestPages(PagesForPeople.Parts parts, Frames frames) {
        this.parts = parts;
        this.words = new InPlainWords(parts, frames);
    }

    public List<Route> all() {
        Access instructors = Access.of(CONTROLLER_ADMINISTRATOR, REQUESTER);
        return List.of(
                Route.get(AuthorizationServer.AUTHORIZE, Access.anybody(), this::arrive),
                Route.get(ALL, instructors, this::list),
                Route.get(ONE, instructors, visit -> shown(visit, 200, own(visit), List.of())),
                Route.post(ONE + "/approve", instructors, this::approve),
                Route.post(ONE + "/decline", instructors, this::decline));
    }

    /** With {@code request_uri} and {@code client_id} only (RFC 9126 section 4): the rest was pushed, and stays as it was. */
    private Answer arrive(Visit visit) {
        if (!OF_THE_BROWSER.containsAll(visit.query().fields().keySet()))
            return new Answer.Shown(400, Page.of("request-over"));
        return parts.register()
                .requests()
                .ofBrowser(visit.query().text("request_uri"), visit.query().text("client_id"))
                .filter(request -> request.isWaitingAt(parts.clock().instant()))
                .map(request -> Answer.moved(ALL + "/" + request.id()))
                .orElseGet(() -> new Answer.Shown(400, Page.of("request-over")));
    }

    private static ControllerId controller(Visit visit) {
        if (visit.someone().person().body() instanceof Body.OfController(ControllerId id)) return id;
        throw new NotThere();
    }

    private InstructionRequest own(Visit visit) {
        return parts.register()
                .requests()
                .find(controller(visit), visit.named("request", RequestId::of))
                .orElseThrow(NotThere::new);
    }

    /** A row of the list. */
    public record Row(String href, String product, String purpose, String asked, String until) {}

    private Answer list(Visit visit) {
        List<Row> rows = new ArrayList<>();
        for (InstructionRequest request : parts.register()
                .requests()
                .waitingFor(controller(visit), visit.someone().person().id()))
            rows.add(new Row(
                    ALL + "/" + request.id(),
                    product(request),
                    request.wanted().purpose().meaning(),
                    InPlainWords.time(request.created()),
                    InPlainWords.time(request.expires())));
        return Answer.shown(Page.of("requests").with("rows", rows));
    }

    private String product(InstructionRequest request) {
        return parts.register()
                .products()
                .find(request.product())
                .map(Product::name)
                .orElse("A product");
    }

    private Answer shown(Visit visit, int status, InstructionRequest request, List<FormError> errors) {
        return new Answer.Shown(
                status,
                Page.of("request")
                        .with("errors", errors)
                        .with("path", ALL + "/" + request.id())
                        .with("product", product(request))
                        .with("waiting", request.isWaitingAt(parts.clock().instant()))
                        .with("outcome", outcome(request))
                        .with("name", visit.someone().person().name())
                        .with("words", words.of(request)));
    }

    private static String outcome(InstructionRequest request) {
        return switch (request.outcome()) {
            case WAITING ->
                "Its time is over, and nobody answered it. Begin again in the product if you still want it.";
            case APPROVED, SPENT -> "It was approved.";
            case DECLINED -> "It was declined. The product gets nothing.";
        };
    }

    private Answer approve(Visit visit) {
        InstructionRequest request = own(visit);
        return switch (parts.register()
                .requests()
                .approve(
                        request.controller(),
                        request.id(),
                        visit.someone().person().id())) {
            case Outcome.Done<Approved>(Approved approved) ->
                answered(request, true, back(request, approved.code().map(code -> "code=" + code)));
            case Outcome.Refused<Approved>(String why, String cure) -> refused(visit, why + " " + cure);
        };
    }

    private Answer decline(Visit visit) {
        InstructionRequest request = own(visit);
        return switch (parts.register()
                .requests()
                .decline(
                        request.controller(),
                        request.id(),
                        visit.someone().person().id())) {
            case Outcome.Done<InstructionRequest> done ->
                answered(request, false, back(request, Optional.of("error=access_denied")));
            case Outcome.Refused<InstructionRequest>(String why, String cure) -> refused(visit, why + " " + cure);
        };
    }

    private Answer refused(Visit visit, String text) {
        return shown(visit, 409, own(visit), List.of(new FormError("answer", text)));
    }

    /** A form may lead to no other site (the pages' content security policy), so the browser goes on from a page. */
    private Answer answered(InstructionRequest request, boolean approved, Optional<String> to) {
        Page page = Page.of("request-answered")
                .with("approved", approved)
                .with("product", product(request))
                .with("to", to.orElse(""));
        return to.<Answer>map(onward -> new Answer.Onward(page, onward)).orElseGet(() -> Answer.shown(page));
    }

    /** RFC 6749 section 4.1.2, with the issuer (RFC 9207 section 2). */
    private Optional<String> back(InstructionRequest request, Optional<String> answer) {
        return request.redirect()
                .flatMap(redirect -> answer.map(one -> redirect.uri()
                        + (redirect.uri().contains("?") ? "&" : "?")
                        + one
                        + redirect.state()
                                .map(state -> "&state=" + InPlainWords.encoded(state))
                                .orElse("")
                        + "&iss=" + InPlainWords.encoded(parts.address().get().toString())));
    }
}
