package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;
import static uk.wayleave.control.http.Role.REQUESTER;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Fields;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.party.ContractId;
import uk.wayleave.register.party.PromoterContracts;
import uk.wayleave.register.party.RegisteredContract;
import uk.wayleave.register.snapshot.PromoterContract;

/** Contracts with promoters: recorded by the contractor, confirmed by a promoter that is registered here, ended by either. */
public final class ContractEndpoints {
    private static final String ALL = "/api/controllers/{controller}/promoter-contracts";
    private static final Pattern PREFIX = Pattern.compile("[A-Z0-9]{2}");
    private static final Pattern WORKSTREAM = Pattern.compile("[0-9]{3}");

    private final Register register;
    private final Reach reach;

    public ContractEndpoints(Register register) {
        this.register = register;
        this.reach = new Reach(register);
    }

    record NewContract(
            @Meaning("Of the Controller's own organisations")
            SwaCode contractor,

            @Meaning("For whom it works") SwaCode promoter,
            String promoterName,

            @Meaning("The two-character prefixes of the promoter's works references")
            Set<String> prefixes,

            @Meaning("Three-digit workstreams of the promoter, or [\"all\"]")
            List<String> workstreams,

            @Meaning("The first instant in force") Instant from,

            @Meaning("The first instant no longer in force, at most ten years later")
            Instant until) {}

    record ContractView(
            ContractId id,
            @Meaning("The contractor's") ControllerId controller,
            SwaCode contractor,
            SwaCode promoter,
            String promoterName,
            Set<String> prefixes,
            List<String> workstreams,
            Instant from,
            Instant until,

            @Meaning("awaits-the-promoter: of no effect until the promoter, which is registered here, confirms it")
            RegisteredContract.Standing standing,

            @Meaning("person: with an id, or setup") String recordedBy,
            Instant recorded) {
        static ContractView of(RegisteredContract contract) {
            PromoterContract terms = contract.terms();
            return new ContractView(
                    contract.id(),
                    contract.controller(),
                    terms.contractor(),
                    terms.promoter(),
                    terms.promoterName(),
                    new TreeSet<>(terms.prefixes()),
                    Fields.items(terms.workstreams()),
                    terms.from(),
                    terms.until(),
                    contract.standing(),
                    contract.recordedBy(),
                    contract.recorded());
        }
    }

    public List<Endpoint> all() {
        return List.of(
                Endpoint.post(ALL)
                        .named("recordPromoterContract", "Record for which promoter the Controller is contractor")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR))
                        .makes(NewContract.class, ContractView.class, this::record),
                Endpoint.get(ALL)
                        .named("promoterContracts", "Those the Controller has a side in, the oldest first")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER, REQUESTER, AUDITOR))
                        .lists(ContractView.class, this::list),
                Endpoint.post(ALL + "/{contract}/confirm")
                        .named("confirmPromoterContract", "Confirm a contract as the promoter it names")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR))
                        .shows(ContractView.class, call -> moved(call, PromoterContracts::confirm)),
                Endpoint.post(ALL + "/{contract}/end")
                        .named("endPromoterContract", "End a contract from the next call on, as either side")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR))
                        .shows(ContractView.class, call -> moved(call, PromoterContracts::end)));
    }

    /** One move of a contract's life. */
    private interface Move {
        Outcome<RegisteredContract> make(PromoterContracts all, ControllerId controller, ContractId id, Actor actor);
    }

    private ContractView moved(Call call, Move move) {
        ControllerId controller = reach.ownController(call);
        ContractId id = call.named("contract", ContractId::of);
        if (register.promoterContracts().of(controller).stream()
                .noneMatch(one -> one.id().equals(id))) throw Refused.notFound();
        return ContractView.of(Refused.unlessDone(move.make(
                register.promoterContracts(), controller, id, call.person().actor())));
    }

    private ContractView record(Call call, NewContract body) {
        ControllerId controller = reach.ownController(call);
        for (String prefix : body.prefixes())
            Fields.matching("/prefixes", prefix, PREFIX, "Send two capital letters or digits for each.");
        if (body.prefixes().isEmpty())
            throw Refused.member("/prefixes", "It names none.", "Send those of the promoter's works references.");
        if (!body.from().isBefore(body.until()))
            throw Refused.member("/until", "It ends before it begins.", "Send an instant after /from.");
        var terms = new PromoterContract(
                body.contractor(),
                body.promoter(),
                Fields.label("/promoter_name", body.promoterName()),
                body.prefixes(),
                Fields.scope(
                        "/workstreams", body.workstreams(), WORKSTREAM, "Send three digits for each, or [\"all\"]."),
                body.from(),
                body.until());
        return ContractView.of(Refused.unlessDone(register.promoterContracts()
                .record(controller, terms, call.person().actor())));
    }

    private List<ContractView> list(Call call) {
        return register.promoterContracts().of(reach.ownController(call)).stream()
                .map(ContractView::of)
                .toList();
    }
}
