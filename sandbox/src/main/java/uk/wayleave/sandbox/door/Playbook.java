package uk.wayleave.sandbox.door;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import uk.wayleave.sandbox.call.Operation;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Role;

/**
 * What is done for which operation. Path, method, roles and the shape of the body come from the catalogue; where DfT does
 * not document the roles they are the catalogue's guess.
 */
public final class Playbook {
    private final Map<String, Operation> closed = new HashMap<>();
    private final Map<String, Route.OpenOperation> open = new HashMap<>();
    private final List<Route> unpublished = new ArrayList<>();

    /** @param operation API and name, as in {@code work.CreateWork} */
    public void play(String operation, Operation play) {
        closed.put(operation, play);
    }

    /** One that needs no token. */
    public void open(String operation, Route.OpenOperation play) {
        open.put(operation, play);
    }

    /** What Street Manager has and DfT's files leave out. */
    public void unpublished(Route route) {
        unpublished.add(route);
    }

    /**
     * What is done for an operation that needs a token.
     *
     * @throws IllegalArgumentException if the sandbox does not play it
     */
    public Operation closed(String operation) {
        return Optional.ofNullable(closed.get(operation))
                .orElseThrow(() -> new IllegalArgumentException("The sandbox does not play " + operation + "."));
    }

    List<Route> routes(Catalogue catalogue) {
        List<Route> routes = new ArrayList<>();
        for (ApiVersion version : catalogue.versions()) {
            catalogue
                    .operations(version)
                    .forEach(operation -> play(operation)
                            .ifPresent(play -> routes.add(new Route(
                                    version,
                                    operation.api().segment(),
                                    operation.method().name(),
                                    operation.path().text(),
                                    intake(operation),
                                    play))));
        }
        routes.addAll(unpublished);
        return routes;
    }

    private Optional<Route.Play> play(uk.wayleave.streetmanager.Operation operation) {
        String id = operation.id().value();
        Set<Role> roles = operation.roles();
        return Optional.ofNullable(closed.get(id))
                .<Route.Play>map(play -> new Route.Play.Closed(roles, play))
                .or(() -> Optional.ofNullable(open.get(id)).map(Route.Play.Open::new));
    }

    private static Route.Intake intake(uk.wayleave.streetmanager.Operation operation) {
        return switch (operation.request()) {
            case RequestShape.Json json -> new Route.Intake.Json(json.shape().name());
            case RequestShape.Empty empty -> new Route.Intake.Nothing();
            case RequestShape.Form form -> new Route.Intake.Form();
        };
    }
}
