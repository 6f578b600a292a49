package uk.wayleave.gateway;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.Proof;
import uk.wayleave.streetmanager.Shape;

/**
 * Answers in which the caller's own records stand beside another Controller's, and every value of the other's that the
 * caller may not have is one that exists nowhere else.
 *
 * @param own whose records are the caller's
 * @param other whose are not
 * @param mayAskForMore whether the call may have the closed fields of the other's records that every user sees
 */
record Canaries(
        ShapedStreetManager.Parties own,
        ShapedStreetManager.Parties other,
        boolean mayAskForMore,
        Random random,
        Planted planted) {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    /** Values that exist nowhere but in the other's records. */
    static final class Planted {
        private final AtomicLong next = new AtomicLong(731_000_000_001L);
        private final Set<String> all = ConcurrentHashMap.newKeySet();

        private String text() {
            String canary = "Kanarie" + next.getAndIncrement() + "q";
            all.add(canary);
            return canary;
        }

        private long number() {
            long canary = next.getAndIncrement();
            all.add(Long.toString(canary));
            return canary;
        }

        Collection<String> all() {
            return all;
        }
    }

    JsonNode answer(Operation operation, Map<String, String> parameters) {
        Shape shape = ((AnswerShape.Json) operation.answer()).shape();
        if (operation.ownership() instanceof Ownership.ByRow byRow) {
            return rows(operation, parameters, byRow, shape);
        }
        boolean others = isOfTheOther(operation, parameters);
        Map<String, String> told = ShapedStreetManager.told(operation, parameters, others ? other : own);
        return json(shape, told, "", others ? Optional.of(operation) : Optional.empty());
    }

    /** The record asked for is the other's, or the answer shows whose it is and is not the one asked for. */
    private boolean isOfTheOther(Operation operation, Map<String, String> parameters) {
        // Nothing in these answers shows whose they are (decisions 0003 and 0010): Street Manager keeps them apart.
        if (operation.ownership() instanceof Ownership.ByAccount) {
            return false;
        }
        boolean asked = parameters.values().stream()
                .anyMatch(value -> value.startsWith(other.works()) || value.contains("-" + other.authority() + "-"));
        boolean shown = switch (operation.ownership()) {
            case Ownership.ByWorks byWorks -> byWorks.promoterField().isPresent();
            case Ownership.ByCodeInReference byCode -> byCode.field().isPresent();
            case Ownership.ByAnswer _ -> true;
            case Ownership.ByRow _,
                    Ownership.ByPartyInBody _,
                    Ownership.ByOrganisation _,
                    Ownership.ByRemembered _,
                    Ownership.ByAccount _,
                    Ownership.Nobody _,
                    Ownership.Unproven _ -> false;
        };
        return asked || (shown && random.nextInt(3) == 0);
    }

    private JsonNode rows(Operation operation, Map<String, String> parameters, Ownership.ByRow byRow, Shape shape) {
        String at = byRow.rows();
        Map<String, String> ofOwn = ShapedStreetManager.told(operation, parameters, own);
        Map<String, String> ofOther = ShapedStreetManager.told(operation, parameters, other);
        ArrayNode rows = JSON.arrayNode();
        Shape row = items(shape, at);
        boolean anyOfOther = false;
        for (int i = random.nextInt(5); i >= 0; i--) {
            boolean others = isToldApart(byRow) && random.nextBoolean();
            anyOfOther |= others;
            rows.add(json(row, others ? ofOther : ofOwn, at, others ? Optional.of(operation) : Optional.empty()));
        }
        if (at.isEmpty()) {
            return rows;
        }
        ObjectNode answer = (ObjectNode) json(shape, new TreeMap<>(), "", Optional.empty());
        answer.set(at.substring(1), rows);
        if (anyOfOther
                && answer.path("pagination").isObject()
                && operation.foreignTier().isEmpty()) {
            ((ObjectNode) answer.path("pagination")).put("total_rows", planted.number());
        }
        return answer;
    }

    /** Some rows show no authority; there a highway authority's account is shown what is on its own streets. */
    private boolean isToldApart(Ownership.ByRow byRow) {
        return !(byRow.authority() instanceof Proof.ByAccount)
                || !own.authority().equals(own.caller());
    }

    private static Shape items(Shape shape, String at) {
        Shape array = at.isEmpty()
                ? shape
                : ((Shape.ObjectShape) shape)
                        .field(at.substring(1))
                        .orElseThrow()
                        .shape();
        return ((Shape.ArrayShape) array).items();
    }

    private JsonNode json(Shape shape, Map<String, String> told, String at, Optional<Operation> ofOther) {
        return switch (shape) {
            case Shape.ObjectShape object -> {
                ObjectNode made = JSON.objectNode();
                boolean shell = object.field("properties").isPresent()
                        && object.field("geometry").isPresent();
                for (Field field : object.fields()) {
                    made.set(
                            field.name(),
                            json(field.shape(), told, at + "/" + field.name(), below(field, shell, ofOther)));
                }
                yield made;
            }
            case Shape.ArrayShape(Shape items) -> JSON.arrayNode().add(json(items, told, at, ofOther));
            case Shape.ScalarShape scalar -> scalar(scalar, Optional.ofNullable(told.get(at)), ofOther.isPresent());
            case Shape.FreeShape _ -> JSON.objectNode().put("type", "Point");
        };
    }

    /** Around a map's record is a shell that tells nothing; in other containers it is the fields that count. */
    private Optional<Operation> below(Field field, boolean shell, Optional<Operation> ofOther) {
        if (shell) {
            return field.name().equals("properties") ? ofOther : Optional.empty();
        }
        return isContainer(field.shape()) ? ofOther : ofOther.filter(operation -> isNotForTheCaller(field, operation));
    }

    private static boolean isContainer(Shape shape) {
        return shape instanceof Shape.ObjectShape
                || (shape instanceof Shape.ArrayShape(Shape items) && isContainer(items));
    }

    /** Of what every user sees: what is closed, unless it was asked for; and whatever nobody gets of another's record. */
    private boolean isNotForTheCaller(Field field, Operation operation) {
        if (operation.foreignTier().isEmpty() || field.special()) {
            return true;
        }
        return switch (field.fieldClass()) {
            case DOCUMENT, MONEY, CREDENTIAL, UNCLASSIFIED -> true;
            case IDENTIFIER, OPEN, CLOSED, PERSON_NAME, EMAIL, TELEPHONE, CONTACT, USER_ID, FREE_TEXT, ADDRESS ->
                !mayAskForMore && !field.openness().isOpen();
        };
    }

    private JsonNode scalar(Shape.ScalarShape shape, Optional<String> told, boolean canary) {
        return switch (shape) {
            case STRING -> JSON.stringNode(told.orElseGet(() -> canary ? planted.text() : "text"));
            case NUMBER -> JSON.numberNode(told.map(Long::parseLong).orElseGet(() -> canary ? planted.number() : 7L));
            case BOOLEAN -> JSON.booleanNode(true);
        };
    }

    /** Those of which something stands in one of the texts. */
    List<String> in(Collection<String> texts) {
        return planted.all().stream()
                .filter(canary -> texts.stream().anyMatch(text -> text.contains(canary)))
                .toList();
    }
}
