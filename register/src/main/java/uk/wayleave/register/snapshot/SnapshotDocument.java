package uk.wayleave.register.snapshot;

import java.net.URI;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.Agreement;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.Box;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Person;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Schedule;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Standing;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.framework.Tier;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.agreement.AgreementDocument;
import uk.wayleave.register.agreement.AgreementVersion;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.token.Confirmation;

/** The statement that gathers a snapshot into one JSON document, and the reading of that document. */
final class SnapshotDocument {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String GATHERED = """
            select json_build_object(
              'revision', (select r.revision from wayleave.controller_revision r where r.controller = t.controller),
              'token', json_build_object('id', t.id, 'expires', t.expires, 'revoked', t.revoked is not null,
                  'instruction', t.instruction, 'purpose', t.purpose, 'confirmation', t.confirmation),
              'product', json_build_object('id', c.product, 'integrator', c.integrator, 'agreement', c.agreement,
                  'clientId', c.client_id, 'standings', json_build_array(c.standing, p.standing, i.standing)),
              'agreement', (select json_build_object('state', a.state, 'version', v.version,
                      'hash', v.content_hash, 'created', v.created, 'content', convert_from(v.content, 'UTF8')::json)
                  from wayleave.agreement a
                  join wayleave.agreement_version v on v.agreement = a.id and v.version = a.version
                  where a.id = t.agreement),
              'instructions', (select coalesce(json_agg(json_build_object('id', n.id, 'kind', n.kind,
                      'purpose', n.purpose, 'operations', n.operations, 'references', n.work_references,
                      'area', n.area, 'tier', n.tier, 'closedOfOthers', n.closed_of_others, 'from', n.starts, 'until', n.ends, 'schedule', n.schedule, 'remaining', u.remaining, 'proof', n.proof,
                      'standing', n.standing, 'confirmation', n.confirmation, 'persons',
                      (select json_agg(json_build_object('id', q.id, 'identifier', q.identifier, 'name', q.name,
                               'standing', q.standing) order by np.place)
                       from wayleave.instruction_person np join wayleave.person q on q.id = np.person
                       where np.instruction = n.id)) order by n.created, n.id), '[]')
                  from wayleave.instruction n
                  join wayleave.instruction_use u on u.instruction = n.id
                  where n.agreement = t.agreement and n.product = t.product
                    and (n.id = t.instruction
                         or n.ends > :since and (n.over_since is null or n.over_since > :since))),
              'organisations', (select coalesce(json_agg(json_build_object('swaCode', o.swa_code, 'name', o.name,
                      'reference', o.reference, 'prefixes', array(select x.prefix
                          from wayleave.organisation_prefix x where x.swa_code = o.swa_code))
                      order by o.swa_code), '[]')
                  from wayleave.organisation o),
              'accounts', (select coalesce(json_agg(json_build_object('id', k.id, 'swaCode', k.swa_code,
                      'host', k.host, 'role', k.role, 'reference', o.reference, 'changed', k.changed)
                      order by k.swa_code, k.role, k.id), '[]')
                  from wayleave.account k join wayleave.organisation o on o.swa_code = k.swa_code
                  where k.agreement = t.agreement),
              -- The promoter's side sees it too, but may not act by it.
              'contracts', (select coalesce(json_agg(json_build_object('contractor', c.contractor_swa_code,
                      'promoter', c.promoter_swa_code, 'name', c.promoter_name, 'prefixes', c.prefixes,
                      'workstreams', c.workstreams, 'from', c.starts, 'until', c.ends)
                      order by c.recorded, c.id), '[]')
                  from wayleave.promoter_contract c
                  where c.controller = t.controller and c.ended is null
                    and (c.promoter_controller is null or c.confirmed is not null))
            )::text
            from %s t
            join wayleave.credential c on c.id = t.credential
            join wayleave.product p on p.id = c.product
            join wayleave.integrator i on i.id = c.integrator
            where %s
            """;

    /** For an access token. */
    static final String OF_TOKEN = GATHERED.formatted("wayleave.token", "t.digest = :digest and t.kind = 'ACCESS'");

    /** For a subscription, which stands for a token of the credential that asked for it: without end until it ends. */
    static final String OF_SUBSCRIPTION = GATHERED.formatted("""
            (select s.id, timestamptz '9999-12-31 00:00:00+00' as expires, s.ended as revoked, s.instruction,
                 cast(null as text) as purpose,
                 -- It was asked for with a token that was good for its instruction.
                 (select n.confirmation from wayleave.instruction n where n.id = s.instruction) as confirmation,
                 s.credential, s.controller, s.agreement, s.product
             from wayleave.subscription s)""", "t.id = :id");

    /** For a scan, likewise, of the latest credential that its product has. */
    static final String OF_TEXT_SCAN = GATHERED.formatted("""
            (select s.id, timestamptz '9999-12-31 00:00:00+00' as expires, s.ended as revoked, s.instruction,
                 cast(null as text) as purpose,
                 (select n.confirmation from wayleave.instruction n where n.id = s.instruction) as confirmation,
                 (select k.id from wayleave.credential k
                  where k.agreement = s.agreement and k.product = s.product
                  order by k.standing = 'ACTIVE' desc, k.created desc, k.id limit 1) as credential,
                 s.controller, s.agreement, s.product
             from wayleave.text_scan s)""", "t.id = :id");

    private SnapshotDocument() {}

    static Snapshot read(ControllerId controller, String json) {
        JsonNode document = JSON.readTree(json);
        CallingProduct product = product(document.required("product"));
        return new Snapshot(
                controller,
                document.required("revision").longValue(),
                token(document.required("token")),
                product,
                optional(document, "agreement", node -> agreement(controller, product, node)),
                list(document.required("instructions"), node -> instruction(controller, product, node)),
                keys(document.required("instructions")),
                list(document.required("organisations"), SnapshotDocument::organisation),
                list(document.required("accounts"), SnapshotDocument::account),
                list(document.required("contracts"), SnapshotDocument::contract));
    }

    private static Map<InstructionId, String> keys(JsonNode instructions) {
        Map<InstructionId, String> keys = new HashMap<>();
        for (JsonNode one : instructions)
            optional(one, "confirmation", JsonNode::stringValue)
                    .ifPresent(key -> keys.put(new InstructionId(uuid(one, "id")), key));
        return keys;
    }

    private static CallerToken token(JsonNode node) {
        return new CallerToken(
                uuid(node, "id"),
                instant(node, "expires"),
                node.required("revoked").booleanValue(),
                optional(node, "instruction", id -> InstructionId.of(id.stringValue())),
                optional(node, "purpose", name -> Purpose.valueOf(name.stringValue())),
                optional(node, "confirmation", kept -> Confirmation.ofKept(kept.stringValue())));
    }

    private static CallingProduct product(JsonNode node) {
        Standing weakest = Standing.ACTIVE;
        for (JsonNode one : node.required("standings")) {
            Standing standing = Standing.valueOf(one.stringValue());
            if (standing.compareTo(weakest) > 0) weakest = standing;
        }
        return new CallingProduct(
                new ProductId(uuid(node, "id")),
                new IntegratorId(uuid(node, "integrator")),
                new AgreementId(uuid(node, "agreement")),
                text(node, "clientId"),
                weakest);
    }

    private static Agreement agreement(ControllerId controller, CallingProduct product, JsonNode node) {
        var version = new AgreementVersion(
                node.required("version").intValue(),
                new ContentHash(text(node, "hash")),
                AgreementDocument.content(node.required("content")),
                List.of(),
                List.of(),
                instant(node, "created"));
        return RegisteredAgreement.inVersion(
                product.agreement(),
                version,
                controller,
                product.integrator(),
                AgreementState.valueOf(text(node, "state")));
    }

    private static Instruction instruction(ControllerId controller, CallingProduct product, JsonNode node) {
        return new Instruction(
                new InstructionId(uuid(node, "id")),
                controller,
                product.agreement(),
                product.id(),
                InstructionKind.valueOf(text(node, "kind")),
                Purpose.valueOf(text(node, "purpose")),
                set(node.required("operations"), OperationId::new),
                optional(node, "references", list -> Scope.only(set(list, Function.identity())))
                        .orElseGet(Scope::all),
                optional(node, "area", SnapshotDocument::box),
                Tier.valueOf(text(node, "tier")),
                node.required("closedOfOthers").booleanValue(),
                instant(node, "from"),
                instant(node, "until"),
                optional(node, "schedule", text -> Schedule.parse(text.stringValue()))
                        .orElseGet(Schedule::anyTime),
                optional(node, "remaining", JsonNode::longValue)
                        .map(OptionalLong::of)
                        .orElseGet(OptionalLong::empty),
                ProofLevel.valueOf(text(node, "proof")),
                list(node.required("persons"), SnapshotDocument::person),
                Standing.valueOf(text(node, "standing")));
    }

    private static Person person(JsonNode node) {
        return new Person(
                new PersonId(uuid(node, "id")),
                text(node, "identifier"),
                text(node, "name"),
                Standing.valueOf(text(node, "standing")));
    }

    private static Organisation organisation(JsonNode node) {
        return new Organisation(
                new SwaCode(text(node, "swaCode")),
                text(node, "name"),
                text(node, "reference"),
                set(node.required("prefixes"), Function.identity()));
    }

    private static Box box(JsonNode edges) {
        return new Box(
                edges.get(0).intValue(),
                edges.get(1).intValue(),
                edges.get(2).intValue(),
                edges.get(3).intValue());
    }

    private static PromoterContract contract(JsonNode node) {
        return new PromoterContract(
                new SwaCode(text(node, "contractor")),
                new SwaCode(text(node, "promoter")),
                text(node, "name"),
                set(node.required("prefixes"), Function.identity()),
                optional(node, "workstreams", list -> Scope.only(set(list, Function.identity())))
                        .orElseGet(Scope::all),
                instant(node, "from"),
                instant(node, "until"));
    }

    private static Account account(JsonNode node) {
        return new Account(
                new AccountId(uuid(node, "id")),
                new SwaCode(text(node, "swaCode")),
                URI.create(text(node, "host")),
                text(node, "role"),
                text(node, "reference"),
                instant(node, "changed"));
    }

    private static <T> Optional<T> optional(JsonNode node, String member, Function<JsonNode, T> value) {
        JsonNode found = node.required(member);
        return found.isNull() ? Optional.empty() : Optional.of(value.apply(found));
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> value) {
        List<T> values = new ArrayList<>();
        for (JsonNode item : array) values.add(value.apply(item));
        return values;
    }

    private static <T> Set<T> set(JsonNode array, Function<String, T> value) {
        Set<T> values = new HashSet<>();
        for (JsonNode item : array) values.add(value.apply(item.stringValue()));
        return values;
    }

    private static String text(JsonNode node, String member) {
        return node.required(member).stringValue();
    }

    private static UUID uuid(JsonNode node, String member) {
        return UUID.fromString(text(node, member));
    }

    private static Instant instant(JsonNode node, String member) {
        return OffsetDateTime.parse(text(node, member)).toInstant();
    }
}
