package uk.wayleave.gateway.decision;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import uk.wayleave.framework.Acting;
import uk.wayleave.framework.Part;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.framework.Tier;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.operation.Requested;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.register.snapshot.PromoterContract;
import uk.wayleave.streetmanager.CodedReference;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.Parsed;
import uk.wayleave.streetmanager.PartReference;
import uk.wayleave.streetmanager.Proof;
import uk.wayleave.streetmanager.Side;
import uk.wayleave.streetmanager.WorkReference;

/** Finds which works a call is about and what is known, before anything is sent, of the Controller's part in them. */
final class SubjectOfCall {
    /** Parameters and members in which Street Manager takes the SWA code of the organisation that a call is for. */
    private static final Set<String> OWN_CODE = Set.of("swa_code", "swaCode");

    private final Incoming incoming;
    private final Requested requested;
    private final OwnOrganisations own;
    private final Set<String> references = new HashSet<>();
    private final Set<String> workstreams = new HashSet<>();
    private Optional<WorkReference> works = Optional.empty();
    private Optional<SwaCode> organisation = Optional.empty();
    private boolean asContractor;

    SubjectOfCall(Incoming incoming, Requested requested, OwnOrganisations own) {
        this.incoming = incoming;
        this.requested = requested;
        this.own = own;
    }

    Subject find() {
        Operation operation = requested.operation();
        nameWorksAnywhere();
        Acting acting = acting();
        Part part = acting == Acting.WITHOUT_A_CONTRACT ? Part.NONE : part(operation.ownership());
        Tier tier = operation.tier();
        if (part == Part.NONE || part == Part.IN_THE_ANSWER) {
            tier = operation.foreignTier().orElse(tier);
        }
        if (references.isEmpty() && operation.tier().includes(Tier.T2)) {
            references.add(Subject.ANY_WORKS);
        }
        return new Subject(
                references,
                workstreams,
                BoxInQuery.of(incoming, operation),
                works,
                part,
                tier,
                acting,
                organisation,
                asContractor);
    }

    private Part part(Ownership ownership) {
        return switch (ownership) {
            case Ownership.ByWorks byWorks -> ofWorks(byWorks);
            case Ownership.ByCodeInReference byCode -> ofCode(byCode);
            case Ownership.ByPartyInBody byParty -> ofParty(byParty);
            case Ownership.ByRow byRow -> ofRows(byRow);
            case Ownership.ByAnswer _ -> Part.IN_THE_ANSWER;
            case Ownership.ByOrganisation byOrganisation -> ofOrganisation(parameter(byOrganisation.parameter()));
            // The register knows, and is asked before anything is sent.
            case Ownership.ByRemembered _ -> Part.IN_THE_ANSWER;
            case Ownership.ByAccount _ -> Part.PROVEN;
            case Ownership.Nobody _ -> Part.NOT_NEEDED;
            case Ownership.Unproven _ -> Part.NONE;
        };
    }

    private Part ofWorks(Ownership.ByWorks byWorks) {
        Optional<String> named = switch (byWorks.place()) {
            case PATH -> Optional.of(parameter(byWorks.parameter()));
            case QUERY -> oneQueryValue(byWorks.parameter());
        };
        if (named.isEmpty()) {
            throw malformed("query parameter " + byWorks.parameter(), "This call needs it, once.");
        }
        WorkReference reference = beginningOf(named.get(), byWorks);
        for (String part : byWorks.beneath()) {
            if (!reference.isRootOf(parameter(part))) {
                throw malformed("path parameter " + part, "It does not belong to the works named in the same path.");
            }
        }
        name(reference);
        works = Optional.of(reference);
        if (own.promote(reference)) {
            concerns(reference);
            return Part.PROVEN;
        }
        return own.actAsAuthority() && !(byWorks.authority() instanceof Proof.ByAccount)
                ? Part.IN_THE_ANSWER
                : Part.NONE;
    }

    /** The parameter is a works reference, or the reference of a part of works, which begins with one. */
    private static WorkReference beginningOf(String text, Ownership.ByWorks byWorks) {
        return byWorks.part()
                .map(kind -> PartReference.parse(kind, text).toOptional().map(PartReference::works))
                .orElseGet(() -> WorkReference.parse(text).toOptional())
                .orElseThrow(() -> malformed("parameter " + byWorks.parameter(), "It is no such reference."));
    }

    private Part ofCode(Ownership.ByCodeInReference byCode) {
        return switch (CodedReference.parse(byCode.kind(), parameter(byCode.parameter()))) {
            case Parsed.Read<CodedReference>(CodedReference reference) ->
                ofCode(reference.authority().value());
            case Parsed.Malformed<CodedReference>(String why) ->
                throw malformed("path parameter " + byCode.parameter(), why);
        };
    }

    private Part ofCode(String code) {
        own.ofCode(code).ifPresent(this::concerns);
        return own.haveCode(code) ? Part.PROVEN : Part.NONE;
    }

    private Part ofOrganisation(String reference) {
        own.ofReference(reference).or(() -> own.ofCode(reference)).ifPresent(this::concerns);
        return own.ofReference(reference).isPresent() || own.haveCode(reference) ? Part.PROVEN : Part.NONE;
    }

    private Part ofParty(Ownership.ByPartyInBody byParty) {
        String code = member(byParty.field())
                .orElseThrow(() -> malformed(byParty.field(), "This call needs it: it names the party that you are."));
        boolean promoter = byParty.side() == Side.PROMOTER;
        Optional<PromoterContract> contract = promoter ? contractWith(code) : Optional.empty();
        boolean ours = own.haveCode(code) || contract.isPresent();
        own.ofCode(code).ifPresent(this::concerns);
        contract.ifPresent(this::concerns);
        Optional<String> chosen = byParty.reference().flatMap(this::member);
        if (chosen.isPresent()) {
            WorkReference reference = WorkReference.parse(chosen.get())
                    .toOptional()
                    .orElseThrow(() -> malformed(byParty.reference().orElseThrow(), "It is no works reference."));
            name(reference);
            ours &= own.promote(reference);
        }
        return ours ? Part.PROVEN : Part.NONE;
    }

    private Part ofRows(Ownership.ByRow byRow) {
        byRow.bodyReferences().ifPresent(pointer -> {
            for (JsonNode item : body().at(pointer)) {
                WorkReference.parse(item.asString()).toOptional().ifPresent(this::name);
            }
        });
        // Where every user sees every row, as on the map, the call is about nobody's record; whose a row is still
        // counts
        // for what is shown of it.
        return requested.operation().tier().includes(Tier.T2) ? Part.IN_THE_ANSWER : Part.NOT_NEEDED;
    }

    /** Works named in a parameter of any kind count as named: an instruction limited to others does not cover them. */
    private void nameWorksAnywhere() {
        NamedWorks.in(incoming, requested).forEach(this::name);
        workstreams.addAll(incoming.query("workstream_prefix"));
        member("/workstream_prefix").ifPresent(workstreams::add);
        Optional.of(parameter("workstreamPrefix"))
                .filter(prefix -> !prefix.isEmpty())
                .ifPresent(workstreams::add);
    }

    private void name(WorkReference reference) {
        references.add(reference.value());
        if (own.promote(reference)) {
            workstreams.add(reference.workstream());
        }
    }

    /** Which of the Controller's organisations works are of, or acts as contractor of their promoter. */
    private void concerns(WorkReference reference) {
        own.promoterOf(reference)
                .ifPresentOrElse(
                        this::concerns, () -> own.contractFor(reference).ifPresent(this::concerns));
    }

    private void concerns(SwaCode code) {
        if (organisation.isEmpty()) {
            organisation = Optional.of(code);
        }
    }

    private void concerns(PromoterContract contract) {
        if (organisation.isEmpty()) {
            organisation = Optional.of(contract.contractor());
            asContractor = true;
        }
    }

    /** Framework B4: the code of another organisation is named by its contractors only, by a contract in force. */
    private Acting acting() {
        Acting acting = Acting.FOR_ITSELF;
        for (String code : codesNamed()) {
            if (own.haveCode(code)) {
                own.ofCode(code).ifPresent(this::concerns);
            } else if (contractWith(code).isPresent()) {
                contractWith(code).ifPresent(this::concerns);
                acting = Acting.FOR_A_PROMOTER;
            } else {
                return Acting.WITHOUT_A_CONTRACT;
            }
        }
        return acting;
    }

    /** A contract with that promoter about every workstream that the call names. */
    private Optional<PromoterContract> contractWith(String code) {
        return own.contractWith(code).stream()
                .filter(contract -> workstreams.stream().allMatch(contract.workstreams()::covers))
                .findFirst();
    }

    private List<String> codesNamed() {
        List<String> codes = new ArrayList<>();
        for (String name : OWN_CODE) {
            codes.addAll(incoming.query(name));
            requested.form().flatMap(form -> form.field(name)).ifPresent(codes::add);
            JsonNode inBody = body().path(name);
            if (inBody.isValueNode() && !inBody.isNull()) {
                codes.add(inBody.asString());
            }
        }
        return codes;
    }

    private Optional<String> oneQueryValue(String name) {
        List<String> values = incoming.query(name);
        return values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
    }

    private String parameter(String name) {
        return requested.parameters().getOrDefault(name, "");
    }

    private Optional<String> member(String pointer) {
        JsonNode node = body().at(pointer);
        return node.isValueNode() && !node.isNull() ? Optional.of(node.asString()) : Optional.empty();
    }

    private JsonNode body() {
        return requested.body().map(JsonNode.class::cast).orElseGet(MissingNode::getInstance);
    }

    private static Refused malformed(String where, String detail) {
        return new Refused(new Refusal.BadRequest(400, "reference-malformed", detail, Optional.of(where)));
    }
}
