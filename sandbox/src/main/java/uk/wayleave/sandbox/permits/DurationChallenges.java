package uk.wayleave.sandbox.permits;

import java.util.function.Consumer;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Entries;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Alteration;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.record.Permit;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Labels;

/**
 * Duration challenges (V6): the authority grants a permit, or a change of one, for a shorter reasonable period than was
 * asked for; the promoter accepts that or does not; then the authority moves the end of the period or does not.
 */
public final class DurationChallenges {
    private static final String REVIEW = "duration_challenge_review_status";
    private static final String RESPONSE = "duration_challenge_non_acceptance_response_status";
    private static final String ACCEPTED = "duration_challenge_accepted";
    private static final String NOT_ACCEPTED = "duration_challenge_not_accepted";

    private final Parts parts;

    public DurationChallenges(Parts parts) {
        this.parts = parts;
    }

    public Answer reviewPermit(Call call) {
        return parts.changeAsPromoter(
                call,
                works -> PermitCalls.changed(
                        works,
                        call,
                        permit -> isChallenged(permit)
                                ? reviewed(call, permit.facts(), change -> ofPermit(works, permit, verb(call), change))
                                : Outcome.refused("The duration of the permit is not challenged")));
    }

    public Answer answerPermit(Call call) {
        return parts.changeAsAuthority(
                call,
                works -> PermitCalls.changed(
                        works,
                        call,
                        permit -> answered(
                                call,
                                permit.facts(),
                                parts.permitView().full(works, permit),
                                change -> ofPermit(works, permit, "non_acceptance_response", change))));
    }

    public Answer reviewAlteration(Call call) {
        return parts.changeAsPromoter(
                call,
                works -> withAlteration(
                        works,
                        call,
                        (permit, alteration) -> alteration.status().equals("granted_with_duration_challenge")
                                ? reviewed(
                                        call,
                                        alteration.facts(),
                                        change -> ofAlteration(works, permit, alteration, verb(call), change))
                                : Outcome.refused("The duration of the alteration is not challenged")));
    }

    public Answer answerAlteration(Call call) {
        return parts.changeAsAuthority(
                call,
                works -> withAlteration(
                        works,
                        call,
                        (permit, alteration) -> answered(
                                call,
                                alteration.facts(),
                                parts.permitView().full(works, permit),
                                change -> ofAlteration(works, permit, alteration, "non_acceptance_response", change))));
    }

    private static boolean isChallenged(Permit permit) {
        return permit.assessment()
                .filter(assessment -> Json.flag(assessment, "is_duration_challenged"))
                .isPresent();
    }

    private static String verb(Call call) {
        return Entries.text(call, "review_status").replace("duration_challenge_", "");
    }

    private Outcome reviewed(Call call, ObjectNode facts, Function<Consumer<ObjectNode>, Outcome> change) {
        if (facts.has(REVIEW)) {
            return Outcome.refused("The duration challenge was reviewed already");
        }
        String status = Entries.text(call, "review_status");
        String reason = Entries.text(call, "reason_for_non_acceptance");
        if (status.equals(NOT_ACCEPTED) && reason.isBlank()) {
            return Outcome.refused(Answer.invalid("reason_for_non_acceptance", "is required"));
        }
        return change.apply(said -> {
            said.put(REVIEW, status);
            said.put(
                    "duration_challenge_review_update_date",
                    Json.text(parts.archive().now()));
            said.put("duration_challenge_reason_for_non_acceptance", reason);
            said.put("duration_challenge_follow_up_review_complete", status.equals(ACCEPTED));
        });
    }

    private Outcome answered(
            Call call, ObjectNode facts, JsonNode permit, Function<Consumer<ObjectNode>, Outcome> change) {
        if (!Json.string(facts, REVIEW, "").equals(NOT_ACCEPTED) || facts.has(RESPONSE)) {
            return Outcome.refused("There is no non-acceptance that waits for an answer");
        }
        String status = Entries.text(call, "non_acceptance_response_status");
        boolean moved = status.equals("reasonable_period_end_date_changed");
        if (moved && !call.body().hasNonNull("new_reasonable_period_end_date")) {
            return Outcome.refused(Answer.invalid("new_reasonable_period_end_date", "is required"));
        }
        return change.apply(said -> {
            said.put(RESPONSE, status);
            said.put(
                    "duration_challenge_non_acceptance_response_details",
                    Entries.text(call, "non_acceptance_response_details"));
            said.put(
                    "duration_challenge_non_acceptance_response_update_date",
                    Json.text(parts.archive().now()));
            said.put("duration_challenge_follow_up_review_complete", true);
            if (moved) {
                JsonNode end = call.body().path("new_reasonable_period_end_date");
                said.set(
                        "duration_challenge_non_acceptance_response_old_reasonable_period_end_date",
                        permit.path("reasonable_period_end_date"));
                said.set("duration_challenge_non_acceptance_response_new_reasonable_period_end_date", end);
                said.set("reasonable_period_end_date", end);
            }
        });
    }

    private Outcome ofPermit(Works works, Permit permit, String verb, Consumer<ObjectNode> change) {
        return new Outcome.Changed(
                works.changingPermit(
                        permit.reference(), p -> p.withFacts(parts.archive().now(), change)),
                Event.of(
                        "permit_duration_challenge_" + verb,
                        PermitCalls.object(permit),
                        permit.reference(),
                        Labels.of("duration_challenge_" + verb)),
                Answer.noContent());
    }

    private Outcome ofAlteration(
            Works works, Permit permit, Alteration alteration, String verb, Consumer<ObjectNode> change) {
        return new Outcome.Changed(
                works.changingPermit(
                        permit.reference(),
                        p -> p.withAlteration(
                                alteration.withFacts(change), parts.archive().now())),
                Event.of(
                                "alteration_duration_challenge_" + verb,
                                "change_request",
                                alteration.reference(),
                                Labels.of("duration_challenge_" + verb))
                        .under(permit.reference()),
                Answer.noContent());
    }

    private interface OfAlteration {
        Outcome outcome(Permit permit, Alteration alteration);
    }

    private static Outcome withAlteration(Works works, Call call, OfAlteration change) {
        return PermitCalls.changed(
                works,
                call,
                permit -> permit.alteration(call.at("permitAlterationReferenceNumber"))
                        .map(alteration -> change.outcome(permit, alteration))
                        .orElseGet(() -> Outcome.notFound("Alteration")));
    }
}
