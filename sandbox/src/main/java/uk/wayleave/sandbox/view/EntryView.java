package uk.wayleave.sandbox.view;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.people.Directory;
import uk.wayleave.sandbox.people.Organisation;
import uk.wayleave.sandbox.record.Archive;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.street.Gazetteer;
import uk.wayleave.sandbox.street.Street;
import uk.wayleave.sandbox.wire.Json;

/** What is said of an entry: its own content, and the works and the organisations around it. */
public final class EntryView {
    private final Directory directory;
    private final Gazetteer gazetteer;
    private final Archive archive;

    public EntryView(Directory directory, Gazetteer gazetteer, Archive archive) {
        this.directory = directory;
        this.gazetteer = gazetteer;
        this.archive = archive;
    }

    /** What every list and record of a works says of the works, in all the names Street Manager has for it. */
    public ObjectNode context(Works works) {
        ObjectNode said = Json.object();
        Organisation promoter = directory.get(works.promoter());
        Organisation authority = directory.get(works.highwayAuthority());
        said.put("work_reference_number", works.reference());
        said.put("workstream_prefix", works.workstream());
        said.put("promoter", promoter.name());
        said.put("promoter_organisation", promoter.name());
        said.put("promoter_organisation_name", promoter.name());
        said.put("organisation_name", promoter.name());
        said.put("promoter_swa_code", promoter.swaCode());
        said.put("highway_authority", authority.name());
        said.put("ha_organisation", authority.name());
        said.put("ha_organisation_name", authority.name());
        said.put("highway_authority_swa_code", authority.swaCode());
        PermitView.sayPlace(said, works.place());
        said.put("street", works.place().street());
        said.put("area", works.place().area());
        said.put("works_location_description", works.description());
        said.put("location_description", works.description());
        said.put("work_status", works.status().code());
        said.put("is_traffic_sensitive", isTrafficSensitive(works.place().usrn()));
        return said;
    }

    public boolean isTrafficSensitive(long usrn) {
        return gazetteer.byUsrn(usrn).filter(Street::trafficSensitive).isPresent();
    }

    /** Who else has an interest in the street, as the gazetteer says (V6). */
    public ArrayNode interestedParties(Works works) {
        ArrayNode parties = Json.array();
        gazetteer
                .byUsrn(works.place().usrn())
                .flatMap(Street::interested)
                .map(directory::get)
                .filter(party -> !party.swaCode().equals(works.highwayAuthority()))
                .ifPresent(
                        party -> parties.addObject().put("name", party.name()).put("swa_code", party.swaCode()));
        return parties;
    }

    /** What was said to be beside the works of a permit (V6). */
    public ArrayNode ancillaryInformations(Works works, String permitReference) {
        ArrayNode found = Json.array();
        works.entries(Kind.ANCILLARY_INFO).stream()
                .filter(entry -> entry.text("permit_reference_number").equals(permitReference))
                .forEach(entry -> found.add(full(entry)));
        return found;
    }

    /** An entry of a works. */
    public ObjectNode full(Works works, Entry entry) {
        ObjectNode said = context(works);
        said.setAll(full(entry));
        return said;
    }

    /** An entry by itself. */
    public ObjectNode full(Entry entry) {
        ObjectNode said = entry.said().deepCopy();
        said.put(entry.kind().referenceField(), entry.reference());
        said.put("date_created", Json.text(entry.created()));
        said.put("date_modified", Json.text(entry.modified()));
        said.set("files", files(entry.said().path("file_ids")));
        return said;
    }

    private ArrayNode files(JsonNode ids) {
        ArrayNode files = Json.array();
        ids.forEach(id -> archive.files()
                .file(id.asLong(-1))
                .ifPresent(file -> files.addObject().put("file_id", file.id()).put("name", file.name())));
        return files;
    }
}
