package uk.wayleave.console;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import uk.wayleave.console.agreement.AgreementPages;
import uk.wayleave.console.agreement.ContactPages;
import uk.wayleave.console.agreement.DraftPages;
import uk.wayleave.console.call.CallPages;
import uk.wayleave.console.call.FigurePages;
import uk.wayleave.console.check.ScanPages;
import uk.wayleave.console.check.TextPages;
import uk.wayleave.console.check.UsePages;
import uk.wayleave.console.clause.ClausePages;
import uk.wayleave.console.digest.DigestPages;
import uk.wayleave.console.digest.ObjectionPages;
import uk.wayleave.console.instruction.GivingPages;
import uk.wayleave.console.instruction.InstructionPages;
import uk.wayleave.console.observer.IntegratorPages;
import uk.wayleave.console.people.PeoplePages;
import uk.wayleave.console.people.ProviderPages;
import uk.wayleave.console.people.SetUpPages;
import uk.wayleave.console.product.Doors;
import uk.wayleave.console.product.ProductPages;
import uk.wayleave.console.product.RedirectPages;
import uk.wayleave.console.product.TryPages;
import uk.wayleave.console.request.RequestPages;
import uk.wayleave.console.signin.ActingPages;
import uk.wayleave.console.signin.OrganisationSignInPages;
import uk.wayleave.console.signin.SignInPages;
import uk.wayleave.console.stop.StopPages;
import uk.wayleave.console.trust.TrustPages;
import uk.wayleave.console.vault.VaultPages;
import uk.wayleave.console.web.Answer;
import uk.wayleave.console.web.Door;
import uk.wayleave.console.web.Frames;
import uk.wayleave.console.web.Route;
import uk.wayleave.control.PagesForPeople;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.signin.TokenCallers;
import uk.wayleave.pages.Assets;
import uk.wayleave.pages.Pages;
import uk.wayleave.register.Body;

/** The people's pages, on the control plane's port below {@code /console}. */
public final class Console implements PagesForPeople {
    private final String service;
    private final Supplier<Doors> doors;

    /**
     * @param service the name an operator gave it
     * @param doors where products knock; asked once the program listens
     */
    public Console(String service, Supplier<Doors> doors) {
        this.service = service;
        this.doors = doors;
    }

    @Override
    public RouterFunction<ServerResponse> routes(Parts parts) {
        var frames = new Frames(parts.register(), service);
        Assets assets = Assets.own();
        Pages pages = new Pages(Console.class, assets);
        return new Door(
                        routes(parts, frames, pages),
                        new TokenCallers(parts.register(), parts.clock()),
                        frames,
                        pages,
                        assets,
                        parts.somethingDone())
                .routes();
    }

    /** Every method and address it has, as in {@code GET /console}. */
    List<String> addresses(Parts parts) {
        return routes(parts, new Frames(parts.register(), service), new Pages(Console.class, Assets.own())).stream()
                .map(route -> route.method() + " " + route.path())
                .toList();
    }

    private List<Route> routes(Parts parts, Frames frames, Pages pages) {
        List<Route> all = new ArrayList<>();
        all.add(Route.get("/console", Access.everyPerson(), visit -> {
            boolean side = !(visit.someone().person().body() instanceof Body.Operator);
            return Answer.moved(side ? "/console/agreements" : "/console/clauses");
        }));
        all.addAll(new SignInPages(parts.register(), parts.signIns(), service).all());
        all.addAll(new OrganisationSignInPages(parts, frames).all());
        all.addAll(new ActingPages(parts, frames).all());
        all.addAll(new ProviderPages(parts).all());
        all.addAll(new SetUpPages().all());
        all.addAll(new PeoplePages(parts).all());
        all.addAll(new DraftPages(parts).all());
        all.addAll(new AgreementPages(parts, frames, pages).all());
        all.addAll(new ContactPages(parts.register()).all());
        all.addAll(new StopPages(parts.register()).all());
        all.addAll(new ClausePages(parts).all());
        all.addAll(new RequestPages(parts, frames).all());
        all.addAll(new InstructionPages(parts, frames).all());
        all.addAll(new GivingPages(parts, frames).all());
        all.addAll(new VaultPages(parts, frames).all());
        all.addAll(new CallPages(parts, frames).all());
        all.addAll(new FigurePages(parts).all());
        all.addAll(new DigestPages(parts, frames).all());
        all.addAll(new ObjectionPages(parts, frames).all());
        all.addAll(new ProductPages(parts, frames, doors).all());
        all.addAll(new RedirectPages(parts.register()).all());
        all.addAll(new TrustPages(parts.register()).all());
        all.addAll(new TryPages(parts, frames, doors).all());
        all.addAll(new IntegratorPages(parts).all());
        all.addAll(new UsePages(parts, doors).all());
        all.addAll(new TextPages(parts).all());
        all.addAll(new ScanPages(parts).all());
        return all;
    }
}
