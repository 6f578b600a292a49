package uk.wayleave.gateway.release;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts;
import uk.wayleave.evidence.FingerprintKey;
import uk.wayleave.evidence.TimeOrderedIds;
import uk.wayleave.framework.Breach;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.Holds;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.Whose;
import uk.wayleave.gateway.account.Placed;
import uk.wayleave.gateway.answer.Checked;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.caller.Caller;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.forward.OutboundBody;
import uk.wayleave.gateway.forward.Spool;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.register.snapshot.CallingProduct;

/** What the ledger is told of a call: ids, references, verdicts, versions, counts and keyed digests, never a payload. */
public final class Drafts {
    private static final Pattern WORKS = Pattern.compile("[A-Z0-9][A-Z0-9_-]{4,23}");
    private static final int LONGEST_OF_WHAT_WAS_MADE = 64 * 1024;

    private final Clock clock;
    private final TimeOrderedIds ids;
    private final Fingerprints fingerprints;

    public Drafts(Clock clock, Fingerprints fingerprints) {
        this.clock = clock;
        this.ids = new TimeOrderedIds(clock);
        this.fingerprints = fingerprints;
    }

    public Draft intent(Passage passage, Placed placed) {
        Judged judged = placed.judged();
        Facts.Builder facts = ofCall(passage, judged.caller())
                .text("agreement", judged.agreement().id().toString())
                .count("agreement_version", judged.agreement().version())
                .text("agreement_hash", judged.agreement().contentHash().hex())
                .text("instruction", judged.instruction().id().toString())
                .text("purpose", judged.instruction().purpose().wireName())
                .text("proof", judged.instruction().proof().name())
                .text("person", judged.permit().actingFor().id().toString())
                .text("account", placed.account().id().toString())
                .text("part", placed.part().name())
                .text("tier", judged.subject().tier().name())
                .count("revision", judged.revision())
                .text("acting", judged.subject().acting().name())
                .text("profile", judged.permit().fields().name())
                .texts("fields_opened", names(judged.permit().fields().released(Whose.OWN)))
                .texts("fields_opened_of_others", names(judged.permit().fields().released(Whose.ANOTHERS)))
                .texts("references", new TreeSet<>(judged.subject().references()))
                .texts("clauses", clauses(judged.permit().holds()));
        FingerprintKey key = fingerprints.keyOf(judged.caller().controller());
        switch (placed.screened().body()) {
            case OutboundBody.None _ -> {}
            case OutboundBody.Json(byte[] json) ->
                facts.text("request_digest", key.of(json).value()).count("request_bytes", json.length);
            case OutboundBody.Form form ->
                facts.text("file_digest", digestOf(key, form.file()))
                        .count("file_bytes", form.file().size());
        }
        judged.requested()
                .form()
                .ifPresent(form -> facts.text("file_type", form.file().type().name()));
        return draft(EntryKind.INTENT, passage, judged.caller(), facts);
    }

    /** Of a file, never of its name. */
    private static String digestOf(FingerprintKey key, Spool file) {
        FingerprintKey.Running digest = key.start();
        byte[] buffer = new byte[8192];
        try (InputStream in = file.openStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                digest.update(buffer, 0, count);
            }
        } catch (IOException lost) {
            throw new Refused(Refusal.Failed.of(
                    503, "file-lost", "The file could not be read back, so nothing was sent.", UpstreamState.NOT_SENT));
        }
        return digest.finish().value();
    }

    public Draft outcome(Passage passage, Caller caller, UpstreamState state, Optional<Integer> status, String cause) {
        Facts.Builder facts = ofCall(passage, caller).text("upstream", state.wireName());
        status.ifPresent(answered -> facts.count("upstream_status", answered));
        if (!cause.isEmpty()) {
            facts.text("cause", cause);
        }
        return draft(EntryKind.OUTCOME, passage, caller, facts);
    }

    public Draft release(Passage passage, Checked checked, long from, long bytes, String digest) {
        Caller caller = checked.judged().caller();
        Facts.Builder facts = ofCall(passage, caller)
                .text("agreement", checked.judged().agreement().id().toString())
                .text("instruction", checked.judged().instruction().id().toString())
                .count("status", checked.status())
                .text("record_tier", checked.tier().name())
                .count("from_byte", from)
                .count("bytes", bytes)
                .count("total_bytes", checked.body().size())
                .text("digest", digest)
                .count("masked_values", checked.masked().count())
                .count("unknown_members", checked.unknownMembers())
                .count("withheld_records", checked.withheldRecords())
                .text("profile", checked.judged().permit().fields().name())
                .texts("masked_classes", checked.masked().classes())
                .texts("masked_by_class", checked.masked().counts());
        List<String> made = made(checked);
        if (!made.isEmpty()) {
            facts.texts("references", made);
        }
        if (!checked.masked().personalData().isEmpty()) {
            facts.texts("masked_personal_data", checked.masked().personalDataCounts());
        }
        return draft(EntryKind.RELEASE, passage, caller, facts);
    }

    /** The works that a write made: its request could not name them yet, and they are how people look for the call. */
    private static List<String> made(Checked checked) {
        boolean write = checked.judged().requested().operation().effect() == Effect.WRITE;
        if (!write
                || !checked.mediaType().equals(Checked.JSON)
                || checked.body().size() > LONGEST_OF_WHAT_WAS_MADE) {
            return List.of();
        }
        try (InputStream in = checked.body().openStream()) {
            JsonNode reference = JsonMapper.shared().readTree(in).path("work_reference_number");
            return reference.isString() && WORKS.matcher(reference.asString()).matches()
                    ? List.of(reference.asString())
                    : List.of();
        } catch (IOException | JacksonException unread) {
            // The call is found by its id and time all the same.
            return List.of();
        }
    }

    public Draft refusal(Passage passage, Caller caller, int status, String code, List<Breach> breaches) {
        Facts.Builder facts = ofCall(passage, caller)
                .count("status", status)
                .text("code", code)
                .text("upstream", passage.upstream().wireName())
                .texts(
                        "rules",
                        breaches.stream()
                                .map(breach -> breach.rule().id())
                                .distinct()
                                .toList());
        passage.judged()
                .ifPresent(judged -> facts.text(
                                "instruction", judged.instruction().id().toString())
                        .text("person", judged.permit().actingFor().id().toString()));
        return draft(EntryKind.REFUSAL, passage, caller, facts);
    }

    private static Facts.Builder ofCall(Passage passage, Caller caller) {
        CallingProduct product = caller.snapshot().product();
        Facts.Builder facts = new Facts.Builder()
                .text("product", product.id().toString())
                .text("integrator", product.integrator().toString());
        passage.operation()
                .ifPresent(operation -> facts.text("operation", operation.id().value())
                        .text("api_version", operation.version().segment())
                        .text("effect", operation.effect().name()));
        passage.notes().forEach(facts::text);
        return facts;
    }

    private static List<String> names(Set<DataClass> classes) {
        return classes.stream().map(DataClass::name).toList();
    }

    private static List<String> clauses(List<Holds> holds) {
        List<String> clauses = new ArrayList<>(holds.size());
        for (Holds clause : holds) {
            clauses.add(clause.clause().toString());
        }
        return clauses;
    }

    private Draft draft(EntryKind kind, Passage passage, Caller caller, Facts.Builder facts) {
        return new Draft(
                ids.next(),
                kind,
                caller.controller().value(),
                passage.incoming().id(),
                clock.instant(),
                facts.build());
    }
}
