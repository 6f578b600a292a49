package uk.wayleave.opendata.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import uk.wayleave.opendata.api.Ask;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.use.FieldAnswer;
import uk.wayleave.streetmanager.use.MayUse;
import uk.wayleave.streetmanager.use.UseAnswer;

/** May I use this, and from where? The same answer as at {@code /open/may-i} for programs, with a form to ask it. */
public final class MayIPage {
    private final MayUse use;
    private final List<Group> groups;

    public MayIPage(Catalogue catalogue) {
        use = MayUse.of(catalogue);
        groups = groups(catalogue);
    }

    /** The operations of one API, as a form offers them. */
    public record Group(String api, List<String> operations) {}

    /** One field of the answer. */
    public record Line(String field, String direction, String route, String colour, String openName, String why) {}

    /** The newest of each operation, whatever version has it. */
    private static List<Group> groups(Catalogue catalogue) {
        Map<String, List<String>> byApi = new TreeMap<>();
        for (ApiVersion version : catalogue.versions()) {
            for (Operation operation : catalogue.operations(version)) {
                List<String> names = byApi.computeIfAbsent(operation.api().segment(), _ -> new ArrayList<>());
                if (!names.contains(MayUse.nameOf(operation))) {
                    names.add(MayUse.nameOf(operation));
                }
            }
        }
        return byApi.entrySet().stream()
                .map(entry -> new Group(
                        entry.getKey(),
                        entry.getValue().stream()
                                .sorted(Comparator.naturalOrder())
                                .toList()))
                .toList();
    }

    /** The form; with the answer where it was filled in. */
    Page page(Ask ask) {
        return page(
                "may-i",
                sent(ask, "operation"),
                sent(ask, "purpose"),
                ask.parameter("field").orElse(""),
                "/open");
    }

    /** What came with the form, and be it nothing chosen: then it was filled in, and something is missing. */
    private static Optional<String> sent(Ask ask, String name) {
        return ask.parameters().containsKey(name)
                ? Optional.of(ask.parameter(name).orElse(""))
                : Optional.empty();
    }

    /**
     * The same for another's template.
     *
     * @param chosenOperation empty where the form was not filled in, like the purpose
     * @param fieldNames with commas between them
     * @param openApi where links to open data lead
     */
    public Page page(
            String template,
            Optional<String> chosenOperation,
            Optional<String> chosenPurpose,
            String fieldNames,
            String openApi) {
        String operation = chosenOperation.orElse("");
        String purpose = chosenPurpose.orElse("");
        Page page = Page.of(template)
                .with("groups", groups)
                .with("purposes", MayUse.purposes())
                .with("operation", operation)
                .with("purpose", purpose)
                .with("field", fieldNames);
        if (chosenOperation.isEmpty() && chosenPurpose.isEmpty()) {
            return page.with("errors", List.of()).with("answered", false);
        }
        List<FormError> missing = missing(operation, purpose);
        if (!missing.isEmpty()) {
            return page.with("errors", missing).with("answered", false);
        }
        List<String> fields = Stream.of(fieldNames.split(",", -1))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
        return switch (use.read(operation, Optional.empty(), purpose, fields, Map.of())) {
            case MayUse.Reading.NotUnderstood(String why) ->
                page.with("errors", List.of(new FormError(fields.isEmpty() ? "operation" : "field", why)))
                        .with("answered", false);
            case MayUse.Reading.Understood understood -> answered(page, use.answer(understood.question()), openApi);
        };
    }

    private static List<FormError> missing(String operation, String purpose) {
        List<FormError> missing = new ArrayList<>();
        if (operation.isEmpty()) {
            missing.add(new FormError("operation", "Choose an operation"));
        }
        if (purpose.isEmpty()) {
            missing.add(new FormError("purpose", "Choose what it is for"));
        }
        return missing;
    }

    private static Page answered(Page page, UseAnswer answer, String openApi) {
        return page.with("errors", List.of())
                .with("answered", true)
                .with("route", answer.route().meaning())
                .with("why", answer.why())
                .with("needs", answer.needs())
                .with("open", answer.open().map(target -> openApi + target).orElse(""))
                .with(
                        "templated",
                        answer.open().filter(target -> target.contains("{")).isPresent())
                .with("lines", answer.fields().stream().map(MayIPage::line).toList());
    }

    private static Line line(FieldAnswer field) {
        return new Line(
                field.place(),
                field.sent() ? "sent" : "answered",
                field.route().meaning(),
                switch (field.route()) {
                    case OPEN_DATA -> "govuk-tag--green";
                    case AGREEMENT -> "govuk-tag--yellow";
                    case NOT_AT_ALL -> "govuk-tag--red";
                },
                field.openName().orElse(""),
                field.why());
    }
}
