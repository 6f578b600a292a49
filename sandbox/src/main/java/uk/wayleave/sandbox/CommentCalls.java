package uk.wayleave.sandbox;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Comments on works: posting, marking as read, reading, listing. */
final class CommentCalls {
    private static final int LONGEST = 1500;

    private final Parts parts;

    CommentCalls(Parts parts) {
        this.parts = parts;
    }

    private record Row(Works works, Comment comment) {}

    Answer post(Call call) {
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

    Answer markRead(Call call) {
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

    Answer get(Call call) {
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

    Answer list(Call call) {
        Query query = call.query();
        Set<String> topics = query.texts("topic");
        List<Row> rows = parts.archive().allWorks().stream()
                .filter(works -> works.concerns(call.organisation()))
                .flatMap(works -> works.comments().stream().map(comment -> new Row(works, comment)))
                .filter(row -> mayRead(call, row.comment()))
                .filter(row -> topics.isEmpty() || topics.contains(row.comment().topic()))
                .filter(row -> matches(query, row.comment()))
                .sorted(Comparator.comparing((Row row) -> row.comment().posted())
                        .reversed()
                        .thenComparing(row -> row.comment().reference()))
                .toList();
        return Page.of(
                call,
                rows,
                row -> parts.fit(
                        call, "reporting.CommentSummaryResponse", WorksView.comment(row.works(), row.comment())));
    }

    private static boolean matches(Query query, Comment comment) {
        boolean read = comment.read().isPresent();
        return (!query.flag("is_internal") || comment.internal())
                && (!query.flag("is_read") || read)
                && (!query.flag("is_not_read") || !read)
                && Reporting.isWithin(comment.posted(), query, "date_created_from", "date_created_to");
    }
}
