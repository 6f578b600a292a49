package uk.wayleave.streetmanager.use;

import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes answers as JSON, the same for the command line and the API. */
public final class UseAnswerJson {
    private UseAnswerJson() {}

    /** @param openApi the address of the open API, which links begin with */
    public static ObjectNode of(UseAnswer answer, String openApi) {
        ObjectNode json = JsonMapper.shared()
                .createObjectNode()
                .put("version", answer.operation().version().segment())
                .put("operation", answer.operation().id().value())
                .put("purpose", answer.purpose().wireName())
                .put("route", answer.route().wireName())
                .put("why", answer.why());
        answer.purpose().otherUse().ifPresent(clause -> json.put("clause", clause.toString()));
        ArrayNode needs = json.putArray("needs");
        answer.needs().forEach(needs::add);
        answer.open().ifPresent(target -> {
            ObjectNode open = json.putObject("open_data")
                    .put("href", openApi + target)
                    .put("templated", target.indexOf('{') >= 0)
                    .put("licence", "Open Government Licence v3.0");
            ArrayNode left = open.putArray("parameters_left_out");
            answer.leftOut().stream().sorted().forEach(left::add);
        });
        ArrayNode fields = json.putArray("fields");
        for (FieldAnswer field : answer.fields()) {
            ObjectNode one = fields.addObject()
                    .put("field", field.place())
                    .put("sent", field.sent())
                    .put("holds", field.holds().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .put("route", field.route().wireName());
            field.openName().ifPresent(name -> one.put("open_field", name));
            one.put("why", field.why());
        }
        return json;
    }
}
