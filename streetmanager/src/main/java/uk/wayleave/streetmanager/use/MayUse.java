package uk.wayleave.streetmanager.use;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldProfiles;
import uk.wayleave.framework.field.FieldRule;
import uk.wayleave.framework.field.Whose;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.FieldProfileFile;
import uk.wayleave.streetmanager.OpenEquivalent;
import uk.wayleave.streetmanager.OpenQuery;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.PathTemplate;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Role;
import uk.wayleave.streetmanager.Shape;
import uk.wayleave.streetmanager.Treatment;

/** Answers from where an operation's data may be had for a purpose, by the catalogue and the field profiles alone. */
public final class MayUse {
    private final Catalogue catalogue;
    private final FieldProfiles profiles;

    private MayUse(Catalogue catalogue, FieldProfiles profiles) {
        this.catalogue = catalogue;
        this.profiles = profiles;
    }

    /** By the profiles that come with the product. */
    public static MayUse of(Catalogue catalogue) {
        return new MayUse(catalogue, FieldProfileFile.load());
    }

    /**
     * A purpose as a form offers it.
     *
     * @param wireName as questions name it
     */
    public record Choice(String wireName, String meaning) {}

    /** Every purpose, those that serve the Controller first. */
    public static List<Choice> purposes() {
        return Arrays.stream(Purpose.values())
                .map(purpose -> new Choice(purpose.wireName(), purpose.meaning()))
                .toList();
    }

    /** An operation as questions name it. */
    public static String nameOf(Operation operation) {
        return operation.id().value();
    }

    /** What became of reading a question. */
    public sealed interface Reading {
        record Understood(UseQuestion question) implements Reading {}

        /** @param why and what to do about it, in sentences */
        record NotUnderstood(String why) implements Reading {}
    }

    /**
     * Reads a question as people write it.
     *
     * @param operation {@code work.GetPermit}, or the name alone where only one API has it
     * @param version {@code v6}; empty for the newest version that has the operation
     * @param purpose as in {@code journey-planning}
     */
    public Reading read(
            String operation,
            Optional<String> version,
            String purpose,
            List<String> fields,
            Map<String, String> parameters) {
        Optional<Purpose> known = Purpose.ofWireName(purpose.strip().toLowerCase(Locale.ROOT));
        if (known.isEmpty()) {
            return new Reading.NotUnderstood("There is no such purpose; there are "
                    + Arrays.stream(Purpose.values()).map(Purpose::wireName).collect(Collectors.joining(", ")) + ".");
        }
        Optional<ApiVersion> only = version.flatMap(catalogue::version);
        if (version.isPresent() && only.isEmpty()) {
            return new Reading.NotUnderstood("There is no such version; there are "
                    + catalogue.versions().stream().map(ApiVersion::segment).collect(Collectors.joining(", ")) + ".");
        }
        Set<OperationId> ids = new LinkedHashSet<>();
        Optional<Operation> newest = Optional.empty();
        for (ApiVersion one : only.map(List::of).orElseGet(() -> List.copyOf(catalogue.versions()))) {
            for (Operation candidate : catalogue.operations(one)) {
                if (isNamed(candidate, operation.strip())) {
                    ids.add(candidate.id());
                    newest = Optional.of(candidate);
                }
            }
        }
        if (ids.size() > 1) {
            return new Reading.NotUnderstood("Several APIs have that operation; write one of "
                    + ids.stream().map(OperationId::value).sorted().collect(Collectors.joining(", ")) + ".");
        }
        if (newest.isEmpty()) {
            return new Reading.NotUnderstood(
                    "There is no such operation. Name it as in work.GetPermit; ./wayleave catalogue list has them all.");
        }
        UseQuestion question = new UseQuestion(newest.get(), known.get(), fields, parameters);
        List<String> unknown = fields.stream()
                .filter(field -> places(question.operation(), field).isEmpty())
                .toList();
        return unknown.isEmpty()
                ? new Reading.Understood(question)
                : new Reading.NotUnderstood(question.operation() + " has no field " + String.join(", ", unknown)
                        + ". Write a member's name, or a pointer to it as in /rows/*/usrn.");
    }

    private static boolean isNamed(Operation operation, String name) {
        return operation.id().value().equalsIgnoreCase(name) || operation.name().equalsIgnoreCase(name);
    }

    /** The answer. */
    public UseAnswer answer(UseQuestion question) {
        Operation operation = question.operation();
        Optional<OpenQuery> query = openQuery(question);
        List<Placed> asked = question.fields().isEmpty()
                ? places(operation)
                : question.fields().stream()
                        .flatMap(field -> places(operation, field).stream())
                        .distinct()
                        .toList();
        List<FieldAnswer> fields = asked.stream()
                .map(field -> field(field, question, query.isPresent()))
                .toList();
        Route whole = whole(question, query.isPresent());
        Route best = fields.isEmpty()
                ? whole
                : fields.stream().map(FieldAnswer::route).min(Route::compareTo).orElse(whole);
        boolean isOpenOffered = query.isPresent() && operation.effect() == Effect.READ;
        return new UseAnswer(
                operation,
                question.purpose(),
                best,
                why(question, best),
                best == Route.AGREEMENT ? needs(question) : List.of(),
                isOpenOffered ? query.map(MayUse::template) : Optional.empty(),
                isOpenOffered ? query.map(OpenQuery::left).orElse(List.of()) : List.of(),
                fields);
    }

    private static Route whole(UseQuestion question, boolean open) {
        Operation operation = question.operation();
        if (question.purpose().servesTheController()) {
            return operation.treatment() == Treatment.NEVER ? Route.NOT_AT_ALL : Route.AGREEMENT;
        }
        return open && operation.effect() == Effect.READ ? Route.OPEN_DATA : Route.NOT_AT_ALL;
    }

    private static String why(UseQuestion question, Route route) {
        Operation operation = question.operation();
        if (operation.treatment() == Treatment.NEVER && question.purpose().servesTheController()) {
            return operation.neverBecause().orElse("The gateway never forwards it.");
        }
        return question.purpose()
                .otherUse()
                .map(clause -> switch (route) {
                    case OPEN_DATA ->
                        "An other use (framework " + clause + ") takes open data; Street Manager is not called for it.";
                    case AGREEMENT, NOT_AT_ALL ->
                        "An other use (framework " + clause + ") takes open data, and nothing open answers this.";
                })
                .orElseGet(() -> switch (route) {
                    case AGREEMENT -> "The purpose serves the Controller, who may let a product do it.";
                    case OPEN_DATA -> "It is open data.";
                    case NOT_AT_ALL -> "The purpose needs none of it.";
                });
    }

    private static List<String> needs(UseQuestion question) {
        Operation operation = question.operation();
        List<String> needs = new ArrayList<>();
        if (operation.treatment() == Treatment.LOCAL) {
            needs.add("A product's own token: the gateway answers this itself and never hands on Street Manager's.");
            return needs;
        }
        needs.add("An agreement in force between the Controller and the integrator, with the operation "
                + operation.id() + ", the purpose " + question.purpose().wireName() + " and tier " + operation.tier()
                + " (framework A2).");
        needs.add("An instruction of a named person of the Controller for this purpose and operation (framework A1).");
        if (!operation.roles().isEmpty()) {
            needs.add("An account of the Controller with the role "
                    + operation.roles().stream().sorted().map(Role::label).collect(Collectors.joining(" or ")) + ".");
        }
        if (!operation.rolesDocumented()) {
            needs.add("The operator of the gateway has enabled the operation, for DfT does not document its roles.");
        }
        if (operation.effect() == Effect.READ) {
            needs.add("The record belongs to the Controller"
                    + (operation.foreignTier().isPresent()
                            ? "; of another's, only what every Street Manager user sees (framework B4)."
                            : " (framework B4)."));
        }
        return needs;
    }

    private FieldAnswer field(Placed placed, UseQuestion question, boolean open) {
        Operation operation = question.operation();
        Optional<String> openName =
                open && placed.isOpen() && !placed.sent() ? Optional.of(placed.openName()) : Optional.empty();
        if (!question.purpose().servesTheController()) {
            boolean fromOpen = openName.isPresent() && operation.effect() == Effect.READ;
            return answer(
                    placed,
                    fromOpen ? Route.OPEN_DATA : Route.NOT_AT_ALL,
                    openName,
                    fromOpen
                            ? "Published; from the moment its event is."
                            : placed.sent()
                                    ? "An other use writes nothing to Street Manager."
                                    : "In no open event, so no other use may have it (framework P3).");
        }
        if (operation.treatment() == Treatment.NEVER) {
            return answer(
                    placed,
                    openName.isPresent() ? Route.OPEN_DATA : Route.NOT_AT_ALL,
                    openName,
                    operation.neverBecause().orElse("The gateway never forwards it."));
        }
        if (placed.sent() || operation.treatment() == Treatment.LOCAL) {
            return answer(placed, Route.AGREEMENT, openName, "Sent as it is asked for, where the agreement allows it.");
        }
        return released(placed, question.purpose(), openName);
    }

    private FieldAnswer released(Placed placed, Purpose purpose, Optional<String> openName) {
        DataClass holds = DataClass.valueOf(placed.field().fieldClass().name());
        if (openName.isPresent() && !holds.isGrantable() && !holds.isNeverReleased()) {
            return answer(
                    placed, Route.AGREEMENT, openName, "Released; it is open data, too, which needs nobody's leave.");
        }
        FieldRule own = profiles.of(purpose).rule(holds, Whose.OWN);
        String special = placed.field().special() ? " Of tier T3, which agreement and instruction must name." : "";
        return switch (own) {
            case RELEASE ->
                answer(placed, Route.AGREEMENT, openName, "Released of the Controller's own records." + special);
            case WHEN_GRANTED ->
                answer(
                        placed,
                        Route.AGREEMENT,
                        openName,
                        "Where the agreement grants " + holds.meaning() + "." + special);
            case WHEN_GRANTED_SCREENED ->
                answer(
                        placed,
                        Route.AGREEMENT,
                        openName,
                        "Where the agreement grants " + holds.meaning()
                                + "; what it says of persons is masked in its place." + special);
            case MASK, WITHHOLD ->
                openName.isPresent()
                        ? answer(
                                placed, Route.OPEN_DATA, openName, "Open data; the purpose does not need it otherwise.")
                        : answer(
                                placed,
                                Route.NOT_AT_ALL,
                                openName,
                                holds.isNeverReleased()
                                        ? "Never released: " + holds.meaning() + "."
                                        : "The purpose does not need " + holds.meaning() + " (framework B5).");
        };
    }

    private static FieldAnswer answer(Placed placed, Route route, Optional<String> openName, String why) {
        return new FieldAnswer(placed.place(), placed.sent(), placed.field().fieldClass(), route, openName, why);
    }

    private static Optional<OpenQuery> openQuery(UseQuestion question) {
        Operation operation = question.operation();
        if (operation.openEquivalent().topic() == OpenEquivalent.Topic.NONE) {
            return Optional.empty();
        }
        Map<String, String> query = new LinkedHashMap<>(question.parameters());
        List<String> segments = new ArrayList<>();
        for (PathTemplate.Segment segment : operation.path().segments()) {
            segments.add(
                    switch (segment) {
                        case PathTemplate.Parameter(String name) ->
                            Optional.ofNullable(query.remove(name)).orElse("{" + name + "}");
                        case PathTemplate.Literal(String text) -> text;
                    });
        }
        return OpenQuery.of(operation, segments, query);
    }

    /** A brace in a value would be percent-encoded twice over by nobody: only names of the path have them. */
    private static String template(OpenQuery query) {
        return query.target().replaceAll("%7B([A-Za-z0-9]+)%7D", "{$1}");
    }

    /**
     * @param isOpen it and everything around it is published
     * @param openName its name in the open data, or that of the member around it which is published as one
     */
    private record Placed(String place, Field field, boolean isOpen, String openName, boolean sent) {}

    private static List<Placed> places(Operation operation, String named) {
        return places(operation).stream()
                .filter(placed -> placed.place().equals(named)
                        || placed.place().equals("/" + named)
                        || placed.field().name().equals(named))
                .toList();
    }

    /** Every field that holds a value, of the answer first. */
    private static List<Placed> places(Operation operation) {
        List<Placed> all = new ArrayList<>();
        Map<String, String> published = operation.openEquivalent().fields();
        if (operation.answer() instanceof AnswerShape.Json(Shape shape)) {
            collect(shape, new Around("", true, Optional.empty(), false), published, all);
        }
        if (operation.request() instanceof RequestShape.Json(Shape shape)) {
            collect(shape, new Around("", false, Optional.empty(), true), published, all);
        }
        return all;
    }

    /** What a shape stands in. */
    private record Around(String place, boolean isOpen, Optional<String> openName, boolean sent) {}

    private static void collect(Shape shape, Around around, Map<String, String> published, List<Placed> into) {
        switch (shape) {
            case Shape.ArrayShape(Shape items) ->
                collect(
                        items,
                        new Around(around.place() + "/*", around.isOpen(), around.openName(), around.sent()),
                        published,
                        into);
            case Shape.ObjectShape object -> {
                for (Field field : object.fields()) {
                    String here = around.place() + "/" + field.name();
                    boolean isOpen = around.isOpen() && field.openness().isOpen();
                    Optional<String> openName =
                            around.openName().or(() -> Optional.ofNullable(published.get(field.name())));
                    if (isLeaf(field.shape())) {
                        into.add(new Placed(here, field, isOpen, openName.orElse(field.name()), around.sent()));
                    } else {
                        collect(field.shape(), new Around(here, isOpen, openName, around.sent()), published, into);
                    }
                }
            }
            case Shape.ScalarShape _, Shape.FreeShape _ -> {}
        }
    }

    private static boolean isLeaf(Shape shape) {
        return switch (shape) {
            case Shape.ArrayShape(Shape items) -> isLeaf(items);
            case Shape.ObjectShape _ -> false;
            case Shape.ScalarShape _, Shape.FreeShape _ -> true;
        };
    }
}
