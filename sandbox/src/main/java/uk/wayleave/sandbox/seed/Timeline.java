package uk.wayleave.sandbox.seed;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.eclipse.jetty.util.Fields;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.framework.OperationId;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Operation;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.door.Playbook;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Form;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Query;
import uk.wayleave.sandbox.wire.Shapes;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.RequestShape;

/**
 * What happened before the sandbox was started: calls of V6, each at its time, played in the order of time by the same
 * operations that play the calls of clients. So history, updates, states, lists and maps agree.
 */
final class Timeline {
    private static final ApiVersion VERSION = ApiVersion.V6_0;

    private final Parts parts;
    private final Playbook book;
    private final Catalogue catalogue;
    private final List<Deed> deeds = new ArrayList<>();

    Timeline(Parts parts, Playbook book, Catalogue catalogue) {
        this.parts = parts;
        this.book = book;
        this.catalogue = catalogue;
    }

    /**
     * One call.
     *
     * @param person for whom the account made it
     * @param path values of the placeholders, known only when it happens
     * @param body as sent, without the person
     * @param then is given the answer
     */
    private record Deed(
            Instant at,
            Account account,
            String person,
            String operation,
            Supplier<Map<String, String>> path,
            Supplier<ObjectNode> body,
            Form form,
            Consumer<JsonNode> then) {}

    void add(Instant at, Account account, String person, String operation, Map<String, String> path, ObjectNode body) {
        deeds.add(new Deed(at, account, person, operation, () -> path, () -> body, Form.NONE, answer -> {}));
    }

    /** One whose path, body or answer depends on, or matters to, another. */
    void add(
            Instant at,
            Account account,
            String person,
            String operation,
            Supplier<Map<String, String>> path,
            Supplier<ObjectNode> body,
            Consumer<JsonNode> then) {
        deeds.add(new Deed(at, account, person, operation, path, body, Form.NONE, then));
    }

    /** One that uploads a file. */
    void upload(Instant at, Account account, String operation, Form.Attachment file, Consumer<JsonNode> then) {
        Form form = new Form(Map.of(), Optional.of(file));
        deeds.add(new Deed(at, account, "", operation, Map::of, Json::object, form, then));
    }

    void play() {
        deeds.stream()
                .sorted(Comparator.comparing(Deed::at))
                .forEach(deed -> parts.archive().at(deed.at(), () -> happen(deed)));
        deeds.clear();
    }

    private void happen(Deed deed) {
        ObjectNode body = deed.body().get();
        shape(deed.operation()).ifPresent(shape -> {
            Shapes shapes = parts.shapes(VERSION);
            if (shapes.members(shape).contains("internal_user_name")) {
                body.put("internal_user_identifier", People.identifier(deed.person()));
                body.put("internal_user_name", deed.person());
            }
            Map<String, String> problems = shapes.problems(shape, body);
            if (!problems.isEmpty()) {
                throw new IllegalStateException("The seed sends " + deed.operation() + " wrongly: " + problems);
            }
        });
        Operation operation = book.closed(deed.operation());
        Call call = new Call(VERSION, deed.account(), deed.path().get(), new Query(new Fields()), body, deed.form());
        Answer answer = operation.answer(call);
        if (answer.status() >= 400) {
            throw new IllegalStateException(
                    "The seed contradicts the sandbox's rules: " + deed.operation() + " is " + answer.status() + " "
                            + Json.parse(answer.body()).map(JsonNode::toString).orElse(""));
        }
        Json.parse(answer.body()).ifPresent(deed.then());
    }

    private Optional<String> shape(String operation) {
        return catalogue
                .operation(VERSION, new OperationId(operation))
                .flatMap(known -> known.request() instanceof RequestShape.Json json
                        ? Optional.of(json.shape().name())
                        : Optional.empty());
    }
}
