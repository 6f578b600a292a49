package uk.wayleave.sandbox.party;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Contract;
import uk.wayleave.sandbox.people.Organisation;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.streetmanager.Role;

/** Organisations, workstreams and users, for every account to read (DfT's role table). */
public final class OrganisationCalls {
    private final Parts parts;
    private final Supplier<Collection<Account>> accounts;

    public OrganisationCalls(Parts parts, Supplier<Collection<Account>> accounts) {
        this.parts = parts;
        this.accounts = accounts;
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

    private ObjectNode said(Organisation organisation) {
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
        said.put("industry_sector", organisation.sector());
        ArrayNode contractors = said.putArray("contractors");
        parts.directory()
                .contractors(organisation.swaCode())
                .forEach(contractor -> contractors.add(summary(contractor)));
        said.put("is_hs2_applicable", false);
        said.put("primary_contact_name", organisation.contactName());
        said.put("primary_contact_email", organisation.emailAddress());
        said.put("primary_contact_number", organisation.phoneNumber());
        said.put("primary_admin_name", organisation.contactName());
        said.put("primary_admin_email", organisation.emailAddress());
        said.put("primary_admin_number", organisation.phoneNumber());
        return said;
    }

    private static ObjectNode summary(Organisation organisation) {
        return Json.object()
                .put("name", organisation.name())
                .put("organisation_reference", organisation.swaCode())
                .put("organisation_status", "active");
    }

    /** The workstreams of the caller's organisation, or of one it has a contract with. */
    public Answer workstreams(Call call) {
        String swaCode = call.at("organisationReference");
        if (!parts.access().actsFor(call.account(), swaCode)) {
            return Answer.accessRestricted();
        }
        ArrayNode found = Json.array();
        parts.directory()
                .get(swaCode)
                .workstreams()
                .forEach(w -> found.add(parts.fit(call, "party.WorkstreamResponse", said(swaCode, w))));
        return Answer.ok(found);
    }

    /** One workstream, of any organisation. */
    public Answer workstream(Call call) {
        return parts.directory()
                .find(call.at("organisationReference"))
                .flatMap(o -> o.workstreams().stream()
                        .filter(w -> w.prefix().equals(call.at("workstreamPrefix")))
                        .findFirst()
                        .map(w -> Answer.ok(parts.fit(call, "party.WorkstreamResponse", said(o.swaCode(), w)))))
                .orElseGet(() -> Answer.notFound("Workstream"));
    }

    private static ObjectNode said(String swaCode, Organisation.Workstream workstream) {
        ObjectNode said = Json.object()
                .put("status", "active")
                .put("prefix", workstream.prefix())
                .put("name", workstream.name())
                .put("organisation_reference", swaCode);
        sayUnlessEmpty(said, "description", workstream.description());
        sayUnlessEmpty(said, "contact_name", workstream.contactName());
        sayUnlessEmpty(said, "contact_number", workstream.contactNumber());
        sayUnlessEmpty(said, "contact_email", workstream.contactEmail());
        sayUnlessEmpty(said, "emergency_contact_name", workstream.emergencyContactName());
        sayUnlessEmpty(said, "emergency_contact_number", workstream.emergencyContactNumber());
        return said;
    }

    private static void sayUnlessEmpty(ObjectNode said, String member, String text) {
        if (!text.isEmpty()) {
            said.put(member, text);
        }
    }

    /** Any user, by the base64 of the e-mail address. */
    public Answer user(Call call) {
        String email = PartyCalls.emailAddress(call.at("email"));
        String swaCode = call.query().text("swaCode").orElse("");
        return accounts.get().stream()
                .filter(a -> a.emailAddress().equals(email))
                .findFirst()
                .map(a -> Answer.ok(parts.fit(call, "party.UserResponse", said(a, swaCode))))
                .orElseGet(() -> Answer.notFound("User"));
    }

    /** @param swaCode the promoter whose workstreams a contractor asks for; empty for all */
    private ObjectNode said(Account account, String swaCode) {
        Organisation own = parts.directory().get(account.swaCode());
        ObjectNode said = Json.object();
        said.put("first_name", account.firstName());
        said.put("last_name", account.lastName());
        said.put("organisation_name", own.name());
        ArrayNode roles = said.putArray("roles").add(account.role().label()).add("API");
        if (account.streetWorksAdmin()) {
            roles.add("StreetWorksAdmin");
        }
        said.put("organisation_reference", account.swaCode());
        said.put("organisation_status", "active");
        ArrayNode contracts = said.putArray("contracts");
        ArrayNode workstreams = said.putArray("workstreams");
        if (account.role() == Role.CONTRACTOR) {
            for (Contract contract : parts.directory().contracts(account.swaCode())) {
                contracts.add(summary(parts.directory().get(contract.promoter())));
                if (swaCode.isEmpty() || swaCode.equals(contract.promoter())) {
                    sayWorkstreams(workstreams, contract);
                }
            }
        } else {
            own.workstreams().forEach(w -> sayWorkstream(workstreams, w.prefix(), Contract.Level.FULL_WRITE, w.name()));
        }
        return said;
    }

    private void sayWorkstreams(ArrayNode workstreams, Contract contract) {
        parts.directory()
                .get(contract.promoter())
                .workstreams()
                .forEach(w -> contract.level(w.prefix())
                        .ifPresent(level -> sayWorkstream(workstreams, w.prefix(), level, w.name())));
    }

    private static void sayWorkstream(ArrayNode workstreams, String prefix, Contract.Level level, String name) {
        workstreams
                .addObject()
                .put("workstream_prefix", prefix)
                .put("access_level", level.code())
                .put("workstream_name", name);
    }
}
