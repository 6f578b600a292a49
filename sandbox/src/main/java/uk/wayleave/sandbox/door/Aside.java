package uk.wayleave.sandbox.door;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.server.Request;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Query;
import uk.wayleave.streetmanager.ApiVersion;

/** What is the sandbox's own, not Street Manager's: the page that says what it is, the switches, the post office. */
public final class Aside {
    private final Parts parts;
    private final Routes routes;
    private final Faults faults;
    private final Function<Query, Answer> confirm;
    private final Supplier<byte[]> certificate;

    /**
     * @param confirm answers whoever calls the link in a request to confirm a subscription
     * @param certificate PEM of the certificate that notifications are signed with
     */
    public Aside(
            Parts parts, Routes routes, Faults faults, Function<Query, Answer> confirm, Supplier<byte[]> certificate) {
        this.parts = parts;
        this.routes = routes;
        this.faults = faults;
        this.confirm = confirm;
        this.certificate = certificate;
    }

    Answer answer(Request request, List<String> segments) {
        return switch (request.getMethod() + " /" + String.join("/", segments)) {
            case "GET /" -> Answer.ok(about());
            case "GET /_sandbox/played" -> Answer.ok(played());
            case "GET /_sandbox/sns" -> confirm.apply(new Query(Request.extractQueryParameters(request)));
            case "GET /_sandbox/sns/certificate.pem" ->
                Answer.file("certificate.pem", "application/x-pem-file", certificate.get());
            case "POST /_sandbox/faults" -> {
                Optional<ObjectNode> body = Bodies.object(request);
                yield body.map(faults::set).orElseGet(() -> Answer.problem(400, "The body must be JSON"));
            }
            default -> Answer.notFound("Resource");
        };
    }

    private ObjectNode about() {
        ObjectNode said = Json.object();
        said.put("name", "Wayleave sandbox");
        said.put(
                "is",
                "A stand-in for Street Manager with fictional organisations, people and works. Not a DfT service.");
        ArrayNode versions = said.putArray("versions");
        for (ApiVersion version : ApiVersion.shipped()) {
            versions.add(version.segment());
        }
        ArrayNode organisations = said.putArray("organisations");
        parts.directory()
                .all()
                .forEach(o -> organisations
                        .addObject()
                        .put("swa_code", o.swaCode())
                        .put("prefix", o.prefix())
                        .put("name", o.name()));
        said.put("works", parts.archive().allWorks().size());
        said.put("log_in", "POST /v3/work/authenticate {\"emailAddress\": …, \"password\": …}");
        said.put("played", "/_sandbox/played");
        said.put("faults", "POST /_sandbox/faults " + Faults.HELP);
        return said;
    }

    private ArrayNode played() {
        ArrayNode said = Json.array();
        routes.all().forEach(route -> said.add(route.toString()));
        return said;
    }
}
