package uk.wayleave.control.api;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.use.FieldAnswer;
import uk.wayleave.streetmanager.use.MayUse;
import uk.wayleave.streetmanager.use.UseAnswer;

/** May I use this? The same answer as on the page, from {@code ./wayleave may-i} and from the open API. */
public final class UseEndpoints {
    private final MayUse use;

    public UseEndpoints(Catalogue catalogue) {
        this.use = MayUse.of(catalogue);
    }

    record UsedFieldView(
            String field,
            @Meaning("Whether it is sent, not answered") boolean sent,

            @Meaning("agreement, open-data or not-at-all") String route,

            @Meaning("Its name in the open data") Optional<String> openField,
            String why) {
        static UsedFieldView of(FieldAnswer one) {
            return new UsedFieldView(one.place(), one.sent(), one.route().wireName(), one.openName(), one.why());
        }
    }

    record UseView(
            OperationId operation,
            String version,
            Purpose purpose,

            @Meaning("The best way to anything of it: agreement, open-data or not-at-all")
            String route,

            String why,

            @Meaning("What the way through an agreement takes")
            List<String> needs,

            @Meaning("Below /open on the data plane; a URI template where a part of the path is not known")
            Optional<String> open,

            List<UsedFieldView> fields) {
        static UseView of(UseAnswer answer) {
            return new UseView(
                    answer.operation().id(),
                    answer.operation().version().segment(),
                    answer.purpose(),
                    answer.route().wireName(),
                    answer.why(),
                    answer.needs(),
                    answer.open(),
                    answer.fields().stream().map(UsedFieldView::of).toList());
        }
    }

    public List<Endpoint> all() {
        return List.of(Endpoint.get("/api/may-i")
                .named("mayIUse", "From where an operation's data may be had for a purpose, field by field")
                .query("operation", "As in work.GetPermit")
                .query("version", "As in v6; the newest that has it where left out")
                .query("purpose", "As in journey-planning")
                .query("field", "Fields, with commas between them; all where left out")
                .by(Access.everybodyKnown())
                .shows(UseView.class, this::answer));
    }

    private UseView answer(Call call) {
        Map<String, String> query = call.query();
        List<String> fields = Stream.of(query.getOrDefault("field", "").split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        return switch (use.read(
                query.getOrDefault("operation", ""),
                Optional.ofNullable(query.get("version")),
                query.getOrDefault("purpose", ""),
                fields,
                Map.of())) {
            case MayUse.Reading.Understood understood -> UseView.of(use.answer(understood.question()));
            case MayUse.Reading.NotUnderstood(String why) ->
                throw Refused.query("operation", why, "Ask as in operation=work.GetPermit&purpose=journey-planning.");
        };
    }
}
