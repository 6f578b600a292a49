package uk.wayleave.sandbox.notices;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Entries;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.people.Organisation;
import uk.wayleave.sandbox.record.Entry;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.Kind;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.record.Permit;
import uk.wayleave.sandbox.record.Works;
import uk.wayleave.sandbox.record.WorksStatus;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Labels;
import uk.wayleave.sandbox.works.Opening;

/**
 * Section 81: apparatus of a promoter that is in a bad state. The authority issues it, which opens a works record; the
 * promoter answers, and links the permit of the works that mend it.
 */
public final class Section81Calls {
    private static final List<String> OF_AUTHORITY = List.of("resolved_by_ha", "cancelled");
    private static final List<String> OF_PROMOTER = List.of("acknowledged", "accepted", "accepted_fixed", "rejected");
    private static final List<String> OVER = List.of("resolved_by_ha", "cancelled", "accepted_fixed", "reassigned");

    private final Parts parts;
    private final Entries entries;
    private final Opening opening;

    public Section81Calls(Parts parts) {
        this.parts = parts;
        this.entries = new Entries(parts);
        this.opening = new Opening(parts);
    }

    public Answer create(Call call) {
        boolean unattributed = Entries.text(call, "section_81_type").startsWith("unattributed");
        return opening.byAuthority(
                call,
                unattributed ? WorksStatus.UNATTRIBUTABLE : WorksStatus.SECTION_81,
                works -> entries.withFiles(call, works, linked -> {
                    ObjectNode said = Entries.sent(call);
                    // V6 may leave these out, V3 always shows them
                    said.putIfAbsent("section_81_severity", said.stringNode("low"));
                    said.putIfAbsent("made_safe_by_ha", said.booleanNode(false));
                    said.put("section_81_status", "issued");
                    said.put("status_changed_date", Json.text(parts.archive().now()));
                    Entry entry = entries.made(call, linked, Kind.SECTION_81, said);
                    return entries.added(
                            call,
                            linked,
                            entry,
                            event(entry, "section_81_submitted", "Section 81 issued"),
                            "work.Section81CreateResponse");
                }));
    }

    private static Event event(Entry entry, String code, String details) {
        return Event.of(code, "section_81", entry.reference(), details);
    }

    public Answer get(Call call) {
        return parts.ownEntry(
                call, Kind.SECTION_81, "section81ReferenceNumber", "Section 81", "work.Section81Response");
    }

    private static Outcome withSection81(Works works, String reference, BiFunction<Works, Entry, Outcome> change) {
        return Parts.withEntry(
                works,
                Kind.SECTION_81,
                reference,
                "Section 81",
                entry -> OVER.contains(entry.text("section_81_status"))
                        ? Outcome.refused("The Section 81 is " + entry.text("section_81_status") + " already")
                        : change.apply(works, entry));
    }

    public Answer updateStatus(Call call) {
        return parts.changeAsEither(
                call,
                works -> withSection81(works, call.at("section81ReferenceNumber"), (own, entry) -> {
                    String status = Entries.text(call, "section_81_status");
                    boolean byAuthority = parts.access().governs(call.account(), own);
                    if (!(byAuthority ? OF_AUTHORITY : OF_PROMOTER).contains(status)) {
                        return Outcome.refused(
                                Answer.invalid("section_81_status", "cannot be set to " + status + " by the caller"));
                    }
                    String now = Json.text(parts.archive().now());
                    return entries.changed(
                            own, entry, event(entry, "section_81_" + status, Labels.of(status)), said -> {
                                said.put("section_81_status", status);
                                said.put("status_changed_date", now);
                                if (!byAuthority) {
                                    said.put("promoter_status", status);
                                    said.put("promoter_status_changed_date", now);
                                    said.put("promoter_response", Entries.text(call, "status_reason"));
                                    Entries.rename(said, call.body(), Map.of("work_type", "section_81_work_type"));
                                }
                            });
                }));
    }

    /** A new works record for the other promoter, with the same Section 81 in it; the old one is over. */
    public Answer reassign(Call call) {
        String code = Opening.swaCode(call.body(), "new_organisation_reference");
        Optional<Organisation> other = parts.directory().find(code).filter(o -> o.kind() == Organisation.Kind.PROMOTER);
        if (other.isEmpty()) {
            return Answer.invalid("new_organisation_reference", "is not a promoter of this sandbox");
        }
        return parts.changeAsAuthority(
                call,
                works -> works.promoter().equals(code)
                        ? Outcome.refused(Answer.invalid("new_organisation_reference", "is the promoter already"))
                        : withSection81(
                                works,
                                call.at("section81ReferenceNumber"),
                                (own, entry) -> reassigned(call, own, entry, other.get())));
    }

    private Outcome reassigned(Call call, Works works, Entry entry, Organisation other) {
        Works fresh = Works.planned(
                        other.prefix() + works.workstream() + parts.archive().nextNumber(),
                        works.workstream(),
                        other.swaCode(),
                        works.highwayAuthority(),
                        works.place(),
                        works.description())
                .withStatus(WorksStatus.SECTION_81);
        String now = Json.text(parts.archive().now());
        ObjectNode said = entry.said().deepCopy();
        said.remove(List.of("promoter_status", "promoter_status_changed_date", "promoter_response", "linked_permit"));
        said.put("section_81_status", "issued").put("status_changed_date", now);
        Entry moved = entries.made(call, fresh, Kind.SECTION_81, said);
        Outcome.Changed opened = new Outcome.Changed(
                fresh.withEntry(moved),
                List.of(
                        Event.of("section_81_works_record_created", "work", fresh.reference(), "Works record created"),
                        event(moved, "section_81_submitted", "Section 81 issued")),
                Answer.noContent());
        return new Outcome.Changed(
                        works.changingEntry(entry.saying(
                                parts.archive().now(),
                                old -> old.put("section_81_status", "reassigned")
                                        .put("status_changed_date", now))),
                        event(entry, "section_81_reassigned", "Reassigned to " + other.name()),
                        Answer.noContent())
                .and(opened);
    }

    public Answer link(Call call) {
        return withPermit(call, (works, permit) -> {
            Optional<Works> holder = holder(call, works);
            if (holder.isEmpty()) {
                return Outcome.notFound("Section 81");
            }
            String reference = Entries.text(call, "section_81_reference_number");
            return withSection81(holder.get(), reference, (other, entry) -> {
                ObjectNode answer = Json.object()
                        .put("section_81_work_reference_number", other.reference())
                        .put("section_81_reference_number", reference);
                ObjectNode toSection81 = Json.object()
                        .put("work_reference_number", other.reference())
                        .put("section_81_reference_number", reference);
                ObjectNode toPermit = Json.object()
                        .put("work_reference_number", works.reference())
                        .put("permit_reference_number", permit.reference());
                return both(
                        works.changingPermit(
                                permit.reference(),
                                p -> p.withFacts(
                                        parts.archive().now(), facts -> facts.set("linked_section_81", toSection81))),
                        other,
                        entry.saying(parts.archive().now(), said -> said.set("linked_permit", toPermit)),
                        "section_81_linked_to_permit",
                        "Section 81 linked to permit " + permit.reference(),
                        Answer.created(parts.fit(call, "work.LinkSection81ToPermitResponse", answer)));
            });
        });
    }

    public Answer unlink(Call call) {
        return withPermit(call, (works, permit) -> {
            String reference = Entries.text(call, "section_81_reference_number");
            Optional<Works> holder = holder(call, works);
            boolean linked = Json.string(permit.facts().path("linked_section_81"), "section_81_reference_number", "")
                    .equals(reference);
            if (holder.isEmpty() || !linked) {
                return Outcome.notFound("Section 81");
            }
            Entry entry = holder.get().entry(Kind.SECTION_81, reference).orElseThrow();
            return both(
                    works.changingPermit(
                            permit.reference(),
                            p -> p.withFacts(parts.archive().now(), facts -> facts.remove("linked_section_81"))),
                    holder.get(),
                    entry.saying(parts.archive().now(), said -> said.remove("linked_permit")),
                    "section_81_unlinked_from_permit",
                    Entries.text(call, "unlink_reason"),
                    Answer.noContent());
        });
    }

    /** The record of the Section 81, and that of the permit; they may be the same one. */
    private static Outcome both(Works works, Works holder, Entry entry, String code, String details, Answer answer) {
        Event event = event(entry, code, details);
        if (works.reference().equals(holder.reference())) {
            return new Outcome.Changed(works.changingEntry(entry), event, answer);
        }
        return new Outcome.Changed(works, event, answer)
                .and(new Outcome.Changed(holder.changingEntry(entry), event, answer));
    }

    private Answer withPermit(Call call, BiFunction<Works, Permit, Outcome> change) {
        return parts.changeAsPromoter(
                call,
                works -> works.permit(call.permit())
                        .map(permit -> change.apply(works, permit))
                        .orElseGet(() -> Outcome.notFound("Permit")));
    }

    /** The record of the same promoter that holds the Section 81. */
    private Optional<Works> holder(Call call, Works works) {
        String reference = Entries.text(call, "section_81_reference_number");
        return parts.archive().allWorks().stream()
                .filter(other -> other.promoter().equals(works.promoter()))
                .map(other -> other.reference().equals(works.reference()) ? works : other)
                .filter(other -> other.entry(Kind.SECTION_81, reference).isPresent())
                .findFirst();
    }
}
