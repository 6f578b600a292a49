package uk.wayleave.register.party;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.snapshot.PromoterContract;

/**
 * For which promoters a Controller may act as contractor. The contractor records a contract; a promoter that is
 * registered here must confirm it before it has any effect; either ends it.
 */
public final class PromoterContracts {
    private static final Pattern PREFIX = Pattern.compile("[A-Z0-9]{2}");
    private static final Pattern WORKSTREAM = Pattern.compile("[0-9]{3}");
    private static final int PREFIXES_AT_MOST = 20;
    private static final int WORKSTREAMS_AT_MOST = 200;
    private static final Duration LONGEST = Duration.ofDays(3653);
    private static final RowMapper<RegisteredContract> CONTRACT = (row, number) -> contract(row);

    private final Scopes scopes;

    public PromoterContracts(Scopes scopes) {
        this.scopes = scopes;
    }

    /** Records a contract of one of the Controller's organisations. Takes its administrator. */
    public Outcome<RegisteredContract> record(ControllerId controller, PromoterContract wanted, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            requireSound(wanted);
            requireOwn(change, wanted.contractor());
            String name = change.requireLabel("The promoter's name", wanted.promoterName());
            var id = new ContractId(UUID.randomUUID());
            insert(change, id, controller, wanted, name);
            change.record("promoter-contract.recorded", facts(id, wanted));
            return required(change, id);
        });
    }

    /** Confirms a contract as the promoter it names. Takes an administrator of that promoter's Controller. */
    public Outcome<RegisteredContract> confirm(ControllerId promoter, ContractId id, Actor actor) {
        return scopes.change(new Body.OfController(promoter), actor, change -> {
            if (!change.requireOwnAuthority(Authority.ADMINISTER).equals(new Body.OfController(promoter))
                    || !(change.actor() instanceof Actor.Someone(var person)))
                throw Refusal.because(
                        "Only a person of the promoter confirms its contracts.",
                        "Sign in as a person of the promoter.");
            RegisteredContract contract = required(change, id);
            if (contract.controller().equals(promoter))
                throw Refusal.because("The promoter confirms a contract, not the contractor.", "Ask the promoter.");
            if (contract.standing() != RegisteredContract.Standing.AWAITS_THE_PROMOTER)
                throw Refusal.because(
                        "The contract does not await confirmation; it is " + contract.standing() + ".",
                        "Look at the contract.");
            change.sql()
                    .sql("update wayleave.promoter_contract set confirmed = :at, confirmed_by = :person where id = :id")
                    .param("at", change.timestamp())
                    .param("person", person.value())
                    .param("id", id.value())
                    .update();
            change.record("promoter-contract.confirmed", facts(id, contract.terms()));
            return required(change, id);
        });
    }

    /** Ends a contract from the next call on. Takes an administrator of either side. */
    public Outcome<RegisteredContract> end(ControllerId side, ContractId id, Actor actor) {
        return scopes.change(new Body.OfController(side), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            RegisteredContract contract = required(change, id);
            if (contract.standing() == RegisteredContract.Standing.ENDED)
                throw Refusal.because("The contract has ended already.", "Record another one.");
            change.sql()
                    .sql("update wayleave.promoter_contract set ended = :at where id = :id")
                    .param("at", change.timestamp())
                    .param("id", id.value())
                    .update();
            change.record("promoter-contract.ended", facts(id, contract.terms()));
            return required(change, id);
        });
    }

    /** Those that a Controller has a side in, as contractor or as promoter, the oldest first. */
    public List<RegisteredContract> of(ControllerId controller) {
        return scopes.in(
                controller,
                sql -> sql.sql("select * from wayleave.promoter_contract order by recorded, id")
                        .query(CONTRACT)
                        .list());
    }

    private static void requireSound(PromoterContract wanted) {
        Set<String> prefixes = wanted.prefixes();
        if (prefixes.isEmpty()
                || prefixes.size() > PREFIXES_AT_MOST
                || !prefixes.stream().allMatch(one -> PREFIX.matcher(one).matches()))
            throw Refusal.because(
                    "It must state 1 to " + PREFIXES_AT_MOST + " prefixes of the promoter's works references, two"
                            + " capital letters or digits each.",
                    "Correct the prefixes.");
        if (wanted.workstreams() instanceof Scope.Only<String>(Set<String> members)
                && (members.isEmpty()
                        || members.size() > WORKSTREAMS_AT_MOST
                        || !members.stream()
                                .allMatch(one -> WORKSTREAM.matcher(one).matches())))
            throw Refusal.because(
                    "It must state 1 to " + WORKSTREAMS_AT_MOST + " workstreams of three digits, or all of them.",
                    "Correct the workstreams.");
        if (!wanted.from().isBefore(wanted.until()))
            throw Refusal.because("It ends before it begins.", "Correct its dates.");
        if (Duration.between(wanted.from(), wanted.until()).compareTo(LONGEST) > 0)
            throw Refusal.because("It lasts longer than ten years.", "State the end of the contract on paper.");
    }

    private static void requireOwn(Change change, SwaCode contractor) {
        boolean own = change.sql()
                .sql("select exists (select from wayleave.organisation where swa_code = :code)")
                .param("code", contractor.value())
                .query(Boolean.class)
                .single();
        if (!own)
            throw Refusal.because(
                    "The contractor is no organisation of the Controller.", "Register the organisation first.");
    }

    private static void insert(
            Change change, ContractId id, ControllerId controller, PromoterContract wanted, String name) {
        String @Nullable [] workstreams = wanted.workstreams() instanceof Scope.Only<String>(Set<String> members)
                ? members.stream().sorted().toArray(String[]::new)
                : null;
        change.sql()
                .sql("""
                        insert into wayleave.promoter_contract
                            (id, controller, contractor_swa_code, promoter_swa_code, promoter_name, prefixes,
                             workstreams, starts, ends, recorded, recorded_by)
                        values (:id, :controller, :contractor, :promoter, :name, :prefixes,
                             :workstreams, :from, :until, :at, :actor)""")
                .param("id", id.value())
                .param("controller", controller.value())
                .param("contractor", wanted.contractor().value())
                .param("promoter", wanted.promoter().value())
                .param("name", name)
                .param("prefixes", wanted.prefixes().stream().sorted().toArray(String[]::new))
                .param("workstreams", workstreams)
                .param("from", Rows.timestamp(wanted.from()))
                .param("until", Rows.timestamp(wanted.until()))
                .param("at", change.timestamp())
                .param("actor", change.actor().toString())
                .update();
    }

    private static RegisteredContract required(Change change, ContractId id) {
        Optional<RegisteredContract> found = change.sql()
                .sql("select * from wayleave.promoter_contract where id = :id")
                .param("id", id.value())
                .query(CONTRACT)
                .optional();
        return found.orElseThrow(() -> Refusal.because("The Controller has no such contract.", "Name one it has."));
    }

    private static RegisteredContract contract(ResultSet row) throws SQLException {
        return new RegisteredContract(
                new ContractId(row.getObject("id", UUID.class)),
                new ControllerId(row.getObject("controller", UUID.class)),
                new PromoterContract(
                        new SwaCode(row.getString("contractor_swa_code")),
                        new SwaCode(row.getString("promoter_swa_code")),
                        row.getString("promoter_name"),
                        Set.copyOf(Rows.texts(row, "prefixes")),
                        row.getArray("workstreams") == null
                                ? Scope.all()
                                : Scope.only(Set.copyOf(Rows.texts(row, "workstreams"))),
                        Rows.instant(row, "starts"),
                        Rows.instant(row, "ends")),
                standing(row),
                row.getString("recorded_by"),
                Rows.instant(row, "recorded"));
    }

    private static RegisteredContract.Standing standing(ResultSet row) throws SQLException {
        if (row.getObject("ended") != null) return RegisteredContract.Standing.ENDED;
        boolean awaits = row.getObject("promoter_controller") != null && row.getObject("confirmed") == null;
        return awaits ? RegisteredContract.Standing.AWAITS_THE_PROMOTER : RegisteredContract.Standing.IN_FORCE;
    }

    private static Map<String, String> facts(ContractId id, PromoterContract terms) {
        return Map.of(
                "contract", id.toString(),
                "contractor", terms.contractor().value(),
                "promoter", terms.promoter().value());
    }
}
