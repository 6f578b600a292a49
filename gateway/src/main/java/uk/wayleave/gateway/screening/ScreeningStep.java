package uk.wayleave.gateway.screening;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.framework.Person;
import uk.wayleave.gateway.answer.Marker;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.QueryParameter;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.form.Form;
import uk.wayleave.gateway.form.FormWriter;
import uk.wayleave.gateway.forward.OutboundBody;
import uk.wayleave.gateway.forward.SpoolSettings;
import uk.wayleave.gateway.operation.RequestJson;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.gateway.release.Fingerprints;
import uk.wayleave.screening.file.PdfProcess;
import uk.wayleave.screening.file.PictureCheck;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Shape;

/**
 * What goes out: never a marker of ours in place of a value that was withheld, and always in the name of the registered
 * person (framework A1), not of one the product made up, and no personal data in free text (B5).
 */
public final class ScreeningStep {
    static final String IDENTIFIER = "internal_user_identifier";
    static final String NAME = "internal_user_name";

    private final RequestJson requestJson;
    private final FormWriter forms;
    private final FreeText freeText;
    private final CleanFile files;
    private final Fingerprints fingerprints;

    /**
     * @param spools where a file waits that was written anew
     * @param pictures looks at pictures
     * @param pdfs reads PDFs
     */
    public ScreeningStep(
            RequestJson requestJson,
            FormWriter forms,
            FreeText freeText,
            SpoolSettings spools,
            PictureCheck pictures,
            PdfProcess pdfs,
            Fingerprints fingerprints) {
        this.requestJson = requestJson;
        this.forms = forms;
        this.freeText = freeText;
        this.files = new CleanFile(spools, pictures, pdfs);
        this.fingerprints = fingerprints;
    }

    public Screened screen(Passage passage, Judged judged) {
        for (QueryParameter parameter : passage.incoming().query()) {
            if (Marker.isIn(parameter.value())) {
                throw marked("query parameter " + parameter.name());
            }
        }
        List<String> paragraphs = new ArrayList<>();
        OutboundBody body = body(passage, judged, paragraphs);
        freeText.judge(passage, judged, paragraphs)
                .ifPresent(reason -> passage.notes(
                        "override_reason_digest",
                        fingerprints
                                .keyOf(judged.caller().controller())
                                .of(reason.getBytes(StandardCharsets.UTF_8))
                                .value()));
        return new Screened(judged, body);
    }

    private OutboundBody body(Passage passage, Judged judged, List<String> paragraphs) {
        Optional<ObjectNode> json = judged.requested().body();
        if (json.isPresent()) {
            refuseMarker(json.get(), "");
            ObjectNode outgoing = inTheNameOfThePerson(json.get(), judged);
            if (judged.requested().operation().request() instanceof RequestShape.Json(Shape shape)) {
                ShapeOfRequest.refuseAnother(outgoing, shape, "");
            }
            return new OutboundBody.Json(requestJson.write(outgoing));
        }
        return judged.requested()
                .form()
                .<OutboundBody>map(form -> forms.write(
                        inTheNameOfThePerson(form, judged),
                        files.of(
                                passage,
                                form.file(),
                                judged.agreement().freeText().of(RequestShape.Form.FILE, false),
                                paragraphs::add)))
                .orElseGet(OutboundBody.None::new);
    }

    /** The same of a form's fields, with the names that forms have for a person. */
    private static Map<String, String> inTheNameOfThePerson(Form form, Judged judged) {
        Set<String> taken =
                judged.requested().operation().request() instanceof RequestShape.Form shape ? shape.fields() : Set.of();
        Map<String, String> fields = new HashMap<>();
        form.fields().forEach((name, value) -> {
            if (Marker.isIn(value)) {
                throw marked("part " + name);
            }
            if (taken.contains(name)) {
                fields.put(name, value);
            }
        });
        if (taken.contains(RequestShape.Form.USER_IDENTIFIER)) {
            Person person = judged.permit().actingFor();
            fields.put(RequestShape.Form.USER_IDENTIFIER, person.identifier());
            fields.put(RequestShape.Form.USER_NAME, person.name());
        }
        return fields;
    }

    /**
     * A call that takes no person goes out without one: what stood there was the product's own word. What came in stays
     * as it came, for it may be judged again.
     */
    private static ObjectNode inTheNameOfThePerson(ObjectNode asked, Judged judged) {
        ObjectNode body = asked.deepCopy();
        if (!judged.requested().operation().takesInternalUser()) {
            return body.remove(List.of(IDENTIFIER, NAME));
        }
        Person person = judged.permit().actingFor();
        return body.put(IDENTIFIER, person.identifier()).put(NAME, person.name());
    }

    private static void refuseMarker(JsonNode node, String pointer) {
        if (node.isString() && Marker.isIn(node.stringValue())) {
            throw marked(pointer);
        }
        if (node.isObject()) {
            for (Iterator<Map.Entry<String, JsonNode>> members =
                            node.properties().iterator();
                    members.hasNext(); ) {
                Map.Entry<String, JsonNode> member = members.next();
                refuseMarker(member.getValue(), pointer + "/" + escaped(member.getKey()));
            }
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                refuseMarker(node.get(i), pointer + "/" + i);
            }
        }
    }

    /** RFC 6901 section 3. */
    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static Refused marked(String where) {
        return new Refused(new Refusal.BadRequest(
                422,
                "withheld-marker-sent",
                "This value is the marker that stands for a withheld one; sending it would overwrite the real value."
                        + " Send the real value, or leave the member out.",
                Optional.of(where)));
    }
}
