package uk.wayleave.gateway.decision;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import uk.wayleave.framework.AccountFit;
import uk.wayleave.framework.Agreement;
import uk.wayleave.framework.Call;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Decision;
import uk.wayleave.framework.Framework;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Question;
import uk.wayleave.gateway.account.FittingAccount;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.caller.Caller;
import uk.wayleave.gateway.operation.Requested;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.gateway.repeat.KeyedCall;
import uk.wayleave.register.snapshot.CallingProduct;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.register.snapshot.Snapshots;
import uk.wayleave.streetmanager.RequestShape;

/** Has the framework judge the call: a pure decision over one snapshot. */
public final class DecisionStep {
    private final Framework framework;
    private final Snapshots snapshots;
    private final Clock clock;

    public DecisionStep(Framework framework, Snapshots snapshots, Clock clock) {
        this.framework = framework;
        this.snapshots = snapshots;
        this.clock = clock;
    }

    /** Permitted, or refused by the register as it is now: what is only remembered may permit, since every commit is
     * conditional on its revision, but it may not refuse. */
    public Judged judge(Passage passage, Caller caller, Requested requested) {
        return switch (verdict(passage, caller, requested)) {
            case Verdict.Permitted(Judged judged) -> {
                passage.judgedAs(judged);
                yield judged;
            }
            case Verdict.Refused _ -> judgeAgain(passage, caller, requested);
        };
    }

    /** Judges by the register as it is now. */
    public Judged judgeAgain(Passage passage, Caller caller, Requested requested) {
        Snapshot fresh = snapshots
                .read(caller.token())
                .filter(snapshot -> !snapshot.token().revoked()
                        && clock.instant().isBefore(snapshot.token().expires()))
                .orElseThrow(() -> new Refused(
                        passage.upstream() == UpstreamState.NOT_SENT
                                ? new Refusal.NotAuthenticated()
                                : Refusal.Failed.of(
                                        503,
                                        "token-ended",
                                        "The token expired or was ended while the call was under way.",
                                        passage.upstream())));
        Caller now = caller.with(fresh);
        passage.identified(now);
        return switch (verdict(passage, now, requested)) {
            case Verdict.Permitted(Judged judged) -> {
                passage.judgedAs(judged);
                yield judged;
            }
            case Verdict.Refused(Decision.Refusal refusal, CitedInstruction cited, Subject subject) -> {
                cited.instruction().ifPresent(instruction -> inWhoseName(passage, now, requested, instruction));
                throw new Refused(new Refusal.ByFramework(
                        403,
                        refusal.breaches(),
                        passage.upstream(),
                        Set.of(),
                        cited.instruction().isPresent() ? List.of() : cited.citable(),
                        Optional.of(requested.operation()),
                        ask(now, requested, subject, refusal),
                        opening(refusal, cited)));
            }
        };
    }

    /** For the ledger, so that whoever the call was to be made for finds it among what was done in that person's name. */
    private static void inWhoseName(Passage passage, Caller caller, Requested requested, Instruction instruction) {
        passage.notes("instruction", instruction.id().toString());
        instruction
                .personFor(namedPerson(caller, requested))
                .ifPresent(person -> passage.notes("person", person.id().toString()));
    }

    /** Where nothing but the hours of the instruction is in the way, when they begin again. */
    private Optional<Refusal.Opening> opening(Decision.Refusal refusal, CitedInstruction cited) {
        boolean onlyHours = refusal.breaches().stream()
                .allMatch(breach -> breach.rule().id().equals("A1.outside-hours"));
        if (!onlyHours) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        return cited.instruction()
                .flatMap(instruction -> instruction.opensFrom(now))
                .map(at -> new Refusal.Opening(at, Duration.between(now, at)));
    }

    /** Where nothing but an instruction is wanting (framework A1), the one that would have covered the call. */
    private static Optional<Refusal.Ask> ask(
            Caller caller, Requested requested, Subject subject, Decision.Refusal refusal) {
        boolean wanting = refusal.breaches().stream().allMatch(breach -> breach.clause() == ClauseId.A1);
        if (!wanting) {
            return Optional.empty();
        }
        Set<Purpose> granted =
                caller.snapshot().agreement().map(Agreement::purposes).orElse(Set.of());
        return Optional.of(new Refusal.Ask(
                caller.snapshot().product().id(),
                requested.operation().id(),
                subject.references().contains(Subject.ANY_WORKS) ? Set.of() : subject.references(),
                subject.tier(),
                (caller.stated().isEmpty() ? granted : caller.stated())
                        .stream().sorted().toList()));
    }

    private sealed interface Verdict {
        record Permitted(Judged judged) implements Verdict {}

        record Refused(Decision.Refusal refusal, CitedInstruction cited, Subject subject) implements Verdict {}
    }

    private Verdict verdict(Passage passage, Caller caller, Requested requested) {
        Instant now = clock.instant();
        Snapshot snapshot = caller.snapshot();
        OwnOrganisations own = OwnOrganisations.of(snapshot, now);
        Subject subject = new SubjectOfCall(passage.incoming(), requested, own).find();
        CitedInstruction cited = CitedInstruction.of(caller, requested.operation(), subject, now);
        Optional<Instruction> instruction = cited.instruction().map(found -> withItsOwnUse(passage, found));
        Question question = new Question(call(caller, requested, subject), snapshot.agreement(), instruction, now);
        return switch (framework.decide(question)) {
            case Decision.Permit permit ->
                new Verdict.Permitted(new Judged(
                        caller,
                        requested,
                        own,
                        subject,
                        snapshot.agreement().orElseThrow(),
                        instruction.orElseThrow(),
                        permit));
            case Decision.Refusal refusal -> new Verdict.Refused(refusal, cited, subject);
        };
    }

    /** A repeat is no further use: where the first call took the last one, that one is its own. */
    private static Instruction withItsOwnUse(Passage passage, Instruction cited) {
        boolean itsOwn = passage.keyed()
                .flatMap(KeyedCall::repeated)
                .filter(first -> first.instruction().equals(cited.id()))
                .isPresent();
        return itsOwn && cited.remainingUses().orElse(1) < 1 ? cited.withRemainingUses(1) : cited;
    }

    private static Call call(Caller caller, Requested requested, Subject subject) {
        Snapshot snapshot = caller.snapshot();
        CallingProduct product = snapshot.product();
        var operation = requested.operation();
        AccountFit fit = FittingAccount.fit(snapshot, operation, subject);
        return new Call(
                snapshot.controller(),
                product.agreement(),
                product.integrator(),
                product.id(),
                product.standing(),
                operation.version().segment(),
                operation.id(),
                operation.effect(),
                subject.tier(),
                operation.accountAdministration(),
                caller.stated(),
                subject.references(),
                subject.workstreams(),
                subject.box(),
                subject.acting(),
                subject.part(),
                fit,
                namedPerson(caller, requested));
    }

    /** Who the product says the call is for: in the body, whether Street Manager takes it there or not, or in our header. */
    private static Optional<String> namedPerson(Caller caller, Requested requested) {
        Optional<String> inBody = requested
                .body()
                .map(body -> body.path("internal_user_identifier"))
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .or(() -> requested.form().flatMap(form -> form.field(RequestShape.Form.USER_IDENTIFIER)));
        if (inBody.isPresent()
                && caller.person().isPresent()
                && !inBody.get().equals(caller.person().get())) {
            throw new Refused(new Refusal.BadRequest(
                    400,
                    "persons-disagree",
                    "Header and body name different persons. Name one.",
                    Optional.of(
                            requested.form().isPresent()
                                    ? "part " + RequestShape.Form.USER_IDENTIFIER
                                    : "/internal_user_identifier")));
        }
        return inBody.or(caller::person);
    }
}
