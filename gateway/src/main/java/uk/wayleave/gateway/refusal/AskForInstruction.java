package uk.wayleave.gateway.refusal;

import java.net.URI;
import java.util.Optional;
import java.util.TreeSet;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tells a caller that was refused for want of an instruction (framework A1) how to ask a person for it. The evaluation is in
 * the words of the AuthZEN Authorization API 1.0 (subject, action, resource); that a denied decision may be asked for, and
 * where, follows its access request and approval profile (draft, work in progress). Asking allows nothing: the call has to
 * be made again once a person has approved.
 */
final class AskForInstruction {
    private static final String REQUESTS = "/api/instruction-requests";

    private final String endpoint;
    private final String metadata;

    AskForInstruction(Optional<URI> controlPlane) {
        String base = controlPlane.map(URI::toString).orElse("");
        this.endpoint = base + REQUESTS;
        this.metadata = base + "/.well-known/oauth-authorization-server";
    }

    void writeInto(ObjectNode into, Refusal.Ask ask) {
        into.put("requestable", true);
        into.put("endpoint", endpoint);
        into.put("method", "POST");
        into.put(
                "note",
                "On the control plane, with this product's bearer token. Set until, and purpose where it is left out;"
                        + " then a person finds the request in the console. To bring the person in a browser, or to wait"
                        + " for one by back channel, see authorization_server.");
        into.put("authorization_server", metadata);
        evaluation(into.putObject("evaluation"), ask);
        instruction(into.putObject("request").putObject("instruction"), ask);
    }

    private static void evaluation(ObjectNode into, Refusal.Ask ask) {
        into.putObject("subject").put("type", "product").put("id", ask.product().toString());
        into.putObject("action").put("name", ask.operation().value());
        ObjectNode resource = into.putObject("resource").put("type", "works");
        resource.put("id", ask.references().isEmpty() ? "all" : String.join(",", new TreeSet<>(ask.references())));
    }

    /** The least that covers the call: this operation, these works, once. */
    private static void instruction(ObjectNode into, Refusal.Ask ask) {
        into.put("type", "wayleave_instruction");
        into.put("kind", "one-off");
        if (ask.purposes().size() == 1) {
            into.put("purpose", ask.purposes().getFirst().wireName());
        }
        into.putArray("operations").add(ask.operation().value());
        ArrayNode references = into.putArray("references");
        if (ask.references().isEmpty()) {
            references.add("all");
        } else {
            new TreeSet<>(ask.references()).forEach(references::add);
        }
        into.put("tier", ask.tier().name());
        into.put("uses", 1);
    }
}
