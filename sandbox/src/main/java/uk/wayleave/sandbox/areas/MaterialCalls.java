package uk.wayleave.sandbox.areas;

import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Entries;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.people.Organisation;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.StoredFile;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.works.Opening;

/** Material classifications (V6): what samples of a street were found to hold. */
public final class MaterialCalls {
    private final Parts parts;

    public MaterialCalls(Parts parts) {
        this.parts = parts;
    }

    public Answer create(Call call) {
        String authority = Opening.swaCode(call.body(), "highway_authority_swa_code");
        boolean isAuthority = parts.directory()
                .find(authority)
                .filter(o -> o.kind() == Organisation.Kind.HIGHWAY_AUTHORITY)
                .isPresent();
        if (!isAuthority) {
            return Answer.invalid("highway_authority_swa_code", "is not a highway authority of this sandbox");
        }
        if (!Opening.isGeometry(call.body().path("material_classification_coordinates"))) {
            return Answer.invalid(
                    "material_classification_coordinates", "must be a GeoJSON geometry on the British National Grid");
        }
        return parts.archive().alone(() -> kept(call, authority));
    }

    private Answer kept(Call call, String authority) {
        ObjectNode said = Entries.sent(call);
        if (call.body().hasNonNull("file_id")) {
            long id = call.body().path("file_id").asLong(-1);
            var file =
                    parts.archive().files().loose(id).filter(f -> parts.access().actsFor(call.account(), f.swaCode()));
            if (file.isEmpty()) {
                return Answer.invalid("file_id", "must be a file of yours that is not linked yet");
            }
            said.set("file", summary(file.get()));
        }
        parts.gazetteer().byUsrn(said.path("usrn").asLong(0)).ifPresent(street -> {
            said.putIfAbsent("street_name", said.stringNode(street.name()));
            said.putIfAbsent("town", said.stringNode(street.town()));
            said.putIfAbsent("area_name", said.stringNode(street.area()));
        });
        said.putIfAbsent("street_name", said.stringNode("Unnamed street"));
        said.put("ha_swa_code", authority);
        said.put("ha_organisation_name", parts.directory().get(authority).name());
        String raisedBy = parts.directory().get(call.organisation()).name();
        said.put("raised_by_swa_code", call.organisation()).put("raised_by_organisation_name", raisedBy);
        said.put("recorded_by_swa_code", call.organisation()).put("recorded_by_organisation_name", raisedBy);
        Entry entry = Entry.made(
                Kind.MATERIAL_CLASSIFICATION,
                "MC-" + call.organisation() + "-" + parts.archive().nextNumber(),
                said,
                parts.archive().now(),
                call.account().emailAddress(),
                call.organisation());
        parts.archive().keep(entry);
        if (said.has("file")) {
            parts.archive().files().link(said.path("file").path("file_id").asLong(0), entry.reference());
        }
        return Answer.created(Json.object().put("material_classification_reference_number", entry.reference()));
    }

    private static ObjectNode summary(StoredFile file) {
        return Json.object().put("file_id", file.id()).put("name", file.name());
    }

    /** Of anybody, for any account. */
    public Answer get(Call call) {
        return parts.archive()
                .entry(Kind.MATERIAL_CLASSIFICATION, call.at("materialClassificationReferenceNumber"))
                .map(entry -> Answer.ok(parts.fit(
                        call,
                        "work.MaterialClassificationResponse",
                        parts.entryView().full(entry))))
                .orElseGet(() -> Answer.notFound("Material classification"));
    }
}
