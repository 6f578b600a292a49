package uk.wayleave.gateway.release;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.Condition;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.FingerprintKey;
import uk.wayleave.evidence.LedgerStore;
import uk.wayleave.evidence.Receipt;
import uk.wayleave.gateway.answer.Checked;
import uk.wayleave.gateway.answer.Masked;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.decision.DecisionStep;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.forward.Spool;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.register.postgres.DatabaseUnavailable;

/**
 * Records the release, conditional on nothing having been revoked meanwhile, and only then lets the bytes go, to the
 * requester only. A long answer goes in segments, each recorded before it leaves.
 */
public final class ReleaseStep {
    private static final int JUDGED_AT_MOST = 4;

    private final LedgerStore ledger;
    private final DecisionStep decision;
    private final Drafts drafts;
    private final Fingerprints fingerprints;
    private final Clock clock;
    private final int segment;

    /** @param segment how many bytes one record of a release covers at most */
    public ReleaseStep(
            LedgerStore ledger,
            DecisionStep decision,
            Drafts drafts,
            Fingerprints fingerprints,
            Clock clock,
            int segment) {
        this.ledger = ledger;
        this.decision = decision;
        this.drafts = drafts;
        this.fingerprints = fingerprints;
        this.clock = clock;
        this.segment = segment;
    }

    public Reply release(Passage passage, Checked checked) {
        long first = Math.min(checked.body().size(), segment);
        Draft release = drafts.release(passage, checked, 0, first, digest(checked, 0, first));
        Receipt receipt = committed(passage, checked, release);
        return new Reply(checked.status(), headers(passage, checked, receipt), content(passage, checked));
    }

    private Receipt committed(Passage passage, Checked checked, Draft release) {
        Judged judged = checked.judged();
        for (int attempt = 1; attempt <= JUDGED_AT_MOST; attempt++) {
            if (!judged.holdsAt(clock.instant())) {
                judged = again(passage, checked.judged());
            }
            List<Draft> all = new ArrayList<>(passage.unrecorded());
            all.add(release);
            switch (ledger.append(all, conditions(passage, judged))) {
                case AppendResult.Committed(List<Receipt> receipts) -> {
                    passage.recorded();
                    return receipts.getLast();
                }
                case AppendResult.Stale _ -> judged = again(passage, checked.judged());
                case AppendResult.NoUseLeft _ -> {
                    again(passage, checked.judged());
                    throw unsettled(passage);
                }
                case AppendResult.Unavailable _ -> throw Refusal.Failed.ledger(passage.upstream());
            }
        }
        throw unsettled(passage);
    }

    /** Something changed: the same must still be permitted, by the register as it is now. */
    private Judged again(Passage passage, Judged first) {
        Judged now = decision.judgeAgain(passage, first.caller(), first.requested());
        if (!now.permitsTheSameAs(first)) {
            throw unsettled(passage);
        }
        return now;
    }

    private static List<Condition> conditions(Passage passage, Judged judged) {
        List<Condition> conditions = new ArrayList<>(2);
        conditions.add(new Condition.Unchanged(judged.caller().controller().value(), judged.revision()));
        if (passage.useTaken() && passage.upstream() == UpstreamState.REJECTED) {
            conditions.add(new Condition.GiveBackUse(
                    judged.caller().controller().value(),
                    judged.instruction().id().value()));
        }
        return conditions;
    }

    private static Refused unsettled(Passage passage) {
        return new Refused(Refusal.Failed.of(
                503,
                "changed-meanwhile",
                "Agreement or instruction changed while the call was under way, so its answer is not released.",
                passage.upstream()));
    }

    private Reply.Content content(Passage passage, Checked checked) {
        Spool body = checked.body();
        if (body.size() == 0) {
            return new Reply.Content.None();
        }
        if (body.size() <= segment) {
            try (InputStream in = body.openStream()) {
                return new Reply.Content.Whole(checked.mediaType(), in.readAllBytes());
            } catch (IOException lost) {
                throw new Refused(Refusal.Failed.of(
                        503, "answer-lost", "The checked answer could not be read back.", passage.upstream()));
            }
        }
        passage.handsOver(body);
        return new Reply.Content.Segments(
                checked.mediaType(), body, segment, (from, bytes) -> segmentRecorded(passage, checked, from, bytes));
    }

    private boolean segmentRecorded(Passage passage, Checked checked, long from, long bytes) {
        try {
            committed(passage, checked, drafts.release(passage, checked, from, bytes, digest(checked, from, bytes)));
            return true;
        } catch (Refused refused) {
            return false;
        } catch (DatabaseUnavailable unavailable) {
            return false;
        }
    }

    private String digest(Checked checked, long from, long bytes) {
        FingerprintKey.Running digest =
                fingerprints.keyOf(checked.judged().caller().controller()).start();
        byte[] buffer = new byte[(int) Math.min(8192, Math.max(1, bytes))];
        try (InputStream in = checked.body().openStream()) {
            in.skipNBytes(from);
            for (long left = bytes; left > 0; ) {
                int read = in.readNBytes(buffer, 0, (int) Math.min(buffer.length, left));
                if (read == 0) {
                    throw new IOException("The answer is shorter than it was.");
                }
                digest.update(buffer, 0, read);
                left -= read;
            }
        } catch (IOException lost) {
            throw new Refused(Refusal.Failed.of(
                    503, "answer-lost", "The checked answer could not be read back.", UpstreamState.UNKNOWN));
        }
        return digest.finish().value();
    }

    private static List<Reply.Header> headers(Passage passage, Checked checked, Receipt receipt) {
        List<Reply.Header> headers = new ArrayList<>();
        headers.add(new Reply.Header("Cache-Control", "no-store"));
        headers.add(new Reply.Header("Wayleave-Call", passage.incoming().id().toString()));
        headers.add(new Reply.Header("Wayleave-Receipt", receipt.id().toString()));
        headers.add(new Reply.Header("Wayleave-Upstream", passage.upstream().wireName()));
        if (!passage.warnings().isEmpty()) {
            headers.add(new Reply.Header("Wayleave-Screening", String.join(", ", passage.warnings())));
        }
        if (checked.isDocument()) {
            headers.add(new Reply.Header("X-Content-Type-Options", "nosniff"));
            headers.add(new Reply.Header("Content-Disposition", "attachment"));
        }
        Optional.of(checked.masked()).filter(masked -> masked.count() > 0).ifPresent(masked -> {
            headers.add(new Reply.Header("Wayleave-Masked", strings(masked)));
            headers.add(new Reply.Header("Wayleave-Masked-Count", Integer.toString(masked.count())));
        });
        return headers;
    }

    /** A list of strings as RFC 9651 section 3.1 writes it; JSON Pointers of known fields need no escaping. */
    private static String strings(Masked masked) {
        StringBuilder list = new StringBuilder();
        for (String pointer : masked.pointers()) {
            list.append(list.isEmpty() ? "\"" : ", \"").append(pointer).append('"');
        }
        return list.toString();
    }
}
