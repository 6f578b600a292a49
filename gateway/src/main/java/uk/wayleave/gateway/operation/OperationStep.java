package uk.wayleave.gateway.operation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.OperationId;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.form.Form;
import uk.wayleave.gateway.form.FormReader;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.HttpMethod;
import uk.wayleave.streetmanager.Match;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Shape;
import uk.wayleave.streetmanager.Treatment;

/** Version, API, method and path → an operation of the catalogue. What is unknown stops at once. */
public final class OperationStep {
    private final Catalogue catalogue;
    private final Set<OperationId> enabled;
    private final RequestJson requestJson;
    private final FormReader forms;

    /** @param enabled operations whose roles are not documented, which the operator enabled */
    public OperationStep(Catalogue catalogue, Set<OperationId> enabled, RequestJson requestJson, FormReader forms) {
        this.catalogue = catalogue;
        this.enabled = Set.copyOf(enabled);
        this.requestJson = requestJson;
        this.forms = forms;
    }

    public Requested find(Passage passage) {
        Incoming incoming = passage.incoming();
        Match match = catalogue.match(incoming.version(), incoming.method(), incoming.api(), incoming.segments());
        return switch (match) {
            case Match.Known(Operation operation, Map<String, String> parameters) -> {
                passage.asksFor(operation);
                stopUnlessOpen(operation);
                KnownQuery.stopUnlessKnown(operation, incoming.query());
                yield requested(passage, operation, parameters);
            }
            case Match.Status _ -> throw unknown(404, "path", Set.of());
            case Match.UnknownVersion _ -> throw unknown(404, "version", Set.of());
            case Match.UnknownApi _ -> throw unknown(404, "API", Set.of());
            case Match.UnknownOperation _ -> throw unknown(404, "path", Set.of());
            case Match.MethodNotAllowed(Set<HttpMethod> allowed) ->
                throw unknown(
                        405, "method", allowed.stream().map(HttpMethod::name).collect(Collectors.toSet()));
            case Match.MalformedParameter(Operation operation, String parameter) -> {
                passage.asksFor(operation);
                throw new Refused(new Refusal.BadRequest(
                        400,
                        "path-parameter-malformed",
                        "No reference of Street Manager looks like this.",
                        Optional.of("path parameter " + parameter)));
            }
            case Match.AccountAdministration(String name) -> throw accountAdministration(name, Optional.empty());
        };
    }

    private void stopUnlessOpen(Operation operation) {
        if (operation.accountAdministration()) {
            throw accountAdministration(operation.name(), Optional.of(operation));
        }
        if (operation.treatment() == Treatment.NEVER) {
            throw refused(
                    operation, OperationRules.never(operation.neverBecause().orElse(operation.name())));
        }
        if (operation.treatment() == Treatment.FORWARD && namesAnEndpoint(operation)) {
            // Whatever an imported catalogue says of it.
            throw refused(operation, OperationRules.never("It names an endpoint that is to be sent something."));
        }
        if (operation.ownership() instanceof Ownership.Unproven unproven) {
            throw refused(operation, OperationRules.unproven(unproven.why()));
        }
        if (!operation.rolesDocumented() && !enabled.contains(operation.id())) {
            throw refused(operation, OperationRules.off(operation.id().value()));
        }
    }

    private static boolean namesAnEndpoint(Operation operation) {
        return operation.request() instanceof RequestShape.Json(Shape.ObjectShape shape)
                && shape.field("api_endpoint").isPresent();
    }

    private Requested requested(Passage passage, Operation operation, Map<String, String> parameters) {
        Incoming incoming = passage.incoming();
        return switch (operation.request()) {
            case RequestShape.Empty _ -> {
                if (!incoming.body().isEmpty()) {
                    throw new Refused(
                            Refusal.BadRequest.of(400, "body-unexpected", "This call takes no body. Send none."));
                }
                yield new Requested(operation, parameters, Optional.empty(), Optional.empty());
            }
            case RequestShape.Json _ ->
                new Requested(operation, parameters, Optional.of(requestJson.read(incoming)), Optional.empty());
            case RequestShape.Form shape -> {
                Form form = forms.read(incoming, shape);
                passage.keeps(form.file().content());
                stopUnlessSame(parameters, form);
                yield new Requested(operation, parameters, Optional.empty(), Optional.of(form));
            }
        };
    }

    /** What path and form both name must be the same. */
    private static void stopUnlessSame(Map<String, String> parameters, Form form) {
        form.fields().forEach((name, value) -> {
            if (!value.equals(parameters.getOrDefault(name, value))) {
                throw new Refused(new Refusal.BadRequest(
                        400,
                        "path-and-form-disagree",
                        "The path says one thing and the form another. Leave it out of the form.",
                        Optional.of("part " + name)));
            }
        });
    }

    private static Refused unknown(int status, String what, Set<String> allow) {
        return new Refused(new Refusal.ByFramework(
                status,
                List.of(OperationRules.unknown("unknown " + what)),
                UpstreamState.NOT_SENT,
                allow,
                List.of(),
                Optional.empty()));
    }

    /** Framework A3. Also asked for by those without a token: these calls take none in Street Manager. */
    public static Refused accountAdministration(String name, Optional<Operation> operation) {
        return new Refused(new Refusal.ByFramework(
                403,
                List.of(OperationRules.accountAdministration(name)),
                UpstreamState.NOT_SENT,
                Set.of(),
                List.of(),
                operation));
    }

    private static Refused refused(Operation operation, Breach breach) {
        return new Refused(Refusal.ByFramework.of(UpstreamState.NOT_SENT, operation, breach));
    }
}
