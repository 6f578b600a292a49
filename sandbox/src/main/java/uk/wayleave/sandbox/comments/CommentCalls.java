package uk.wayleave.sandbox.comments;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.Comment;
import uk.wayleave.sandbox.record.Event;
import uk.wayleave.sandbox.record.Outcome;
import uk.wayleave.sandbox.view.WorksView;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;
import uk.wayleave.sandbox.wire.Labels;

/** Comments on works: posting, marking as read, reading, listing. */
public final class CommentCalls {
    private static final int LONGEST = 1500;

    private final Parts parts;

    public CommentCalls(Parts parts) {
        this.parts = parts;
    }

    public Answer post(Call call) {
        String detail = Json.string(call.body(), "detail", "");
        if (detail.isBlank() || detail.length() > LONGEST) {
            return Answer.invalid("detail", "must have 1 to " + LONGEST + " characters");
        }
        Instant now = parts.archive().now();
        return parts.changeAsEither(call, works -> {
            Comment comment = new Comment(
                    works.reference() + "-COM-" + (works.comments().size() + 1),
                    Json.string(call.body(), "topic", "GENERAL"),
                    detail,
                    call.account().emailAddress(),
                    call.organisation(),
                    now,
                    Json.flag(call.body(), "is_internal"),
                    Optional.empty());
            String event = comment.internal() ? "internal_comment_submitted" : "comment_submitted";
            ObjectNode said = Json.object().put("comment_reference_number", comment.reference());
            return new Outcome.Changed(
                    works.withComment(comment),
                    Event.of(event, "comment", comment.reference(), "Comment on " + Labels.of(comment.topic())),
                    Answer.created(said));
        });
    }

    public Answer markRead(Call call) {
        Instant now = parts.archive().now();
        String reference = call.at("commentReferenceNumber");
        return parts.changeAsEither(call, works -> {
            boolean known =
                    works.comments().stream().anyMatch(c -> c.reference().equals(reference) && mayRead(call, c));
            if (!known) {
                return new Outcome.Refused(Answer.notFound("Comment"));
            }
            return new Outcome.Changed(
                    works.changingComment(
                            reference, c -> c.readBy(call.account().emailAddress(), now)),
                    Event.of("comment_read", "comment", reference, "Comment read"),
                    Answer.created());
        });
    }

    public Answer get(Call call) {
        return parts.own(
                call,
                works -> works.comments().stream()
                        .filter(c -> c.reference().equals(call.at("commentReferenceNumber")) && mayRead(call, c))
                        .findFirst()
                        .map(c -> Answer.ok(parts.fit(call, "work.CommentResponse", WorksView.comment(works, c))))
                        .orElseGet(() -> Answer.notFound("Comment")));
    }

    private static boolean mayRead(Call call, Comment comment) {
        return !comment.internal() || comment.authorSwaCode().equals(call.organisation());
    }
}
