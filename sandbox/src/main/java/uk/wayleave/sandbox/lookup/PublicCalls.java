package uk.wayleave.sandbox.lookup;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Organisation;
import uk.wayleave.sandbox.street.Street;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;

/** What every account may look up: the streets of the gazetteer, organisations and their people. */
public final class PublicCalls {
    private final Parts parts;
    private final Supplier<Collection<Account>> accounts;

    public PublicCalls(Parts parts, Supplier<Collection<Account>> accounts) {
        this.parts = parts;
        this.accounts = accounts;
    }

    public Answer street(Call call) {
        String usrn = call.at("usrn");
        return parts.gazetteer().all().stream()
                .filter(s -> String.valueOf(s.usrn()).equals(usrn))
                .findFirst()
                .map(s -> Answer.ok(parts.fit(call, "lookup.StreetResponse", said(s))))
                .orElseGet(() -> Answer.notFound("Street"));
    }

    public Answer streetsByText(Call call) {
        String text = call.query().text("query").orElse("");
        if (text.isEmpty()) {
            return Answer.invalid("query", "is required");
        }
        ArrayNode found = Json.array();
        parts.gazetteer()
                .search(text)
                .forEach(s -> found.add(parts.fit(call, "lookup.StreetSummaryResponse", said(s))));
        return Answer.ok(found);
    }

    /** V3: the streets at a point. */
    public Answer streetsAt(Call call) {
        OptionalDouble easting = call.query().number("easting");
        OptionalDouble northing = call.query().number("northing");
        if (easting.isEmpty() || northing.isEmpty()) {
            return Answer.invalid(easting.isEmpty() ? "easting" : "northing", "is required and must be a number");
        }
        return streets(
                call, new LinkedHashSet<>(parts.gazetteer().near(easting.getAsDouble(), northing.getAsDouble())));
    }

    /** V6: the streets at any of several points. */
    public Answer streetsAtPoints(Call call) {
        Set<Street> found = new LinkedHashSet<>();
        for (JsonNode point : call.body().path("coordinates")) {
            found.addAll(parts.gazetteer()
                    .near(
                            point.path("easting").asDouble(0),
                            point.path("northing").asDouble(0)));
        }
        return streets(call, found);
    }

    private Answer streets(Call call, Set<Street> streets) {
        if (streets.isEmpty()) {
            return Answer.notFound("Street");
        }
        ArrayNode found = Json.array();
        streets.forEach(s -> found.add(parts.fit(call, "lookup.StreetResponse", said(s))));
        return Answer.ok(found);
    }

    private ObjectNode said(Street street) {
        Organisation authority = parts.directory().get(street.authority());
        ObjectNode said = Json.object();
        said.put("usrn", street.usrn());
        said.put("street_descriptor", street.name());
        said.put("area", street.area());
        said.put("town", street.town());
        said.put("administrative_area", street.area());
        said.put("authority", authority.name());
        said.put("authority_swa_code", authority.swaCode());
        said.put("road_category", street.roadCategory());
        said.putArray("reinstatement_types")
                .addObject()
                .put("reinstatement_type_code", 1)
                .put("reinstatement_type_location_text", "Whole street")
                .put("is_active", true);
        said.put("traffic_sensitive", street.trafficSensitive());
        said.putArray("primary_notice_authorities")
                .addObject()
                .put("swa_code", authority.swaCode())
                .put("name", authority.name())
                .put("location_description", "Whole street");
        said.putArray("interest_authorities");
        said.putArray("additional_special_designations_response");
        ObjectNode line = said.putObject("street_line").put("type", "MultiLineString");
        ArrayNode points = line.putArray("coordinates").addArray();
        street.line().forEach(p -> points.addArray().add(p.easting()).add(p.northing()));
        said.set("street_centre_point", street.box().centre());
        return said;
    }

    public Answer organisations(Call call) {
        Set<String> kinds = call.query().texts("type");
        String text = call.query().text("query").orElse("").toLowerCase(Locale.ROOT);
        ArrayNode found = Json.array();
        parts.directory().all().stream()
                .filter(o -> kinds.isEmpty() || kinds.contains(o.kind().code()))
                .filter(o -> o.name().toLowerCase(Locale.ROOT).contains(text))
                .forEach(o -> found.add(parts.fit(call, "party.OrganisationSummaryResponse", said(o))));
        return Answer.ok(found);
    }

    public Answer organisation(Call call) {
        return parts.directory()
                .find(call.at("organisationReference"))
                .map(o -> Answer.ok(parts.fit(call, "party.OrganisationResponse", said(o))))
                .orElseGet(() -> Answer.notFound("Organisation"));
    }

    private static ObjectNode said(Organisation organisation) {
        ObjectNode said = Json.object();
        said.put("name", organisation.name());
        said.put("organisation_reference", organisation.swaCode());
        said.put("organisation_status", "active");
        said.put("address_line_one", "1 Sandbox House");
        said.put("town", organisation.town());
        said.put("postcode", organisation.postcode());
        said.put("email", organisation.emailAddress());
        said.put("phone_number", organisation.phoneNumber());
        said.put("prefix", organisation.prefix());
        said.put("organisation_type", organisation.kind().code());
        said.putArray("contractors");
        said.put("is_hs2_applicable", false);
        said.put("primary_contact_name", organisation.contactName());
        said.put("primary_contact_email", organisation.emailAddress());
        said.put("primary_contact_number", organisation.phoneNumber());
        said.put("primary_admin_name", organisation.contactName());
        said.put("primary_admin_email", organisation.emailAddress());
        said.put("primary_admin_number", organisation.phoneNumber());
        return said;
    }

    /** An organisation's own workstreams. */
    public Answer workstreams(Call call) {
        if (!call.at("organisationReference").equals(call.organisation())) {
            return Answer.accessRestricted();
        }
        Organisation own = parts.directory().get(call.organisation());
        ArrayNode found = Json.array();
        own.workstreams().forEach(w -> found.add(parts.fit(call, "party.WorkstreamResponse", said(own, w))));
        return Answer.ok(found);
    }

    /** One workstream, of any organisation. */
    public Answer workstream(Call call) {
        return parts.directory()
                .find(call.at("organisationReference"))
                .flatMap(o -> o.workstreams().stream()
                        .filter(w -> w.prefix().equals(call.at("workstreamPrefix")))
                        .findFirst()
                        .map(w -> Answer.ok(parts.fit(call, "party.WorkstreamResponse", said(o, w)))))
                .orElseGet(() -> Answer.notFound("Workstream"));
    }

    private static ObjectNode said(Organisation organisation, Organisation.Workstream workstream) {
        return Json.object()
                .put("status", "active")
                .put("prefix", workstream.prefix())
                .put("name", workstream.name())
                .put("contact_name", workstream.contactName())
                .put("contact_number", workstream.contactNumber())
                .put("contact_email", workstream.contactEmail())
                .put("organisation_reference", organisation.swaCode());
    }

    /** Any user, by the base64 of the e-mail address. */
    public Answer user(Call call) {
        String email = decoded(call.at("email"));
        return accounts.get().stream()
                .filter(a -> a.emailAddress().equals(email))
                .findFirst()
                .map(a -> Answer.ok(parts.fit(call, "party.UserResponse", said(a))))
                .orElseGet(() -> Answer.notFound("User"));
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    private ObjectNode said(Account account) {
        ObjectNode said = Json.object();
        said.put("first_name", account.firstName());
        said.put("last_name", account.lastName());
        said.put("organisation_name", parts.directory().get(account.swaCode()).name());
        said.putArray("roles").add(account.role().label()).add("API");
        said.put("organisation_reference", account.swaCode());
        said.put("organisation_status", "active");
        said.putArray("contracts");
        said.putArray("workstreams");
        return said;
    }
}
