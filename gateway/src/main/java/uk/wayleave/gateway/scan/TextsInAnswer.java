package uk.wayleave.gateway.scan;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import uk.wayleave.evidence.FingerprintKey;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.gateway.answer.Marker;
import uk.wayleave.gateway.decision.OwnOrganisations;
import uk.wayleave.register.scan.Team;
import uk.wayleave.register.scan.TextsRead;
import uk.wayleave.screening.Screening;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.CodedReference;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.FieldClass;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.PathTemplate;
import uk.wayleave.streetmanager.Shape;
import uk.wayleave.streetmanager.WorkReference;

/**
 * The free texts of the Controller's own records in one answer, screened, and the records that the answer shows. Nothing of
 * a text leaves this class but what class of personal data is in it and how often.
 */
final class TextsInAnswer {
    private static final String WORKS = "work_reference_number";
    private static final int SHORTEST = 2;

    /** What may be put into a path as it is. */
    private static final Pattern REFERENCE = Pattern.compile("[A-Za-z0-9_-]{1,60}");

    /** The pages of a list are of 25 rows. Source: DfT, reporting API. */
    private static final int PAGE = 25;

    private final Screening screening;
    private final FingerprintKey key;
    private final OwnOrganisations own;
    private final ScanPlan plan;

    private final TextsRead.Item item;
    private final Operation operation;
    private final List<TextsRead.One> texts = new ArrayList<>();
    private final Set<TextsRead.Item> further = new LinkedHashSet<>();

    TextsInAnswer(Screening screening, FingerprintKey key, OwnOrganisations own, ScanPlan plan, TextsRead.Item item) {
        this.screening = screening;
        this.key = key;
        this.own = own;
        this.plan = plan;
        this.item = item;
        this.operation = plan.operation(item.operation());
    }

    TextsRead read(JsonNode answer) {
        if (operation.answer() instanceof AnswerShape.Json(Shape shape)) {
            walk(shape, answer, asked());
        }
        nextPage(answer);
        return new TextsRead(texts, new ArrayList<>(further));
    }

    /** What the path of the call names is of everything in its answer. */
    private Map<String, String> asked() {
        Map<String, String> named = new TreeMap<>();
        String path = item.target().contains("?")
                ? item.target().substring(0, item.target().indexOf('?'))
                : item.target();
        List<String> values = List.of(path.substring(1).split("/", -1));
        for (int place = 0; place < operation.path().segments().size(); place++) {
            if (operation.path().segments().get(place) instanceof PathTemplate.Parameter(String name)) {
                named.put(member(name), values.get(place));
            }
        }
        return named;
    }

    private void nextPage(JsonNode answer) {
        JsonNode pagination = answer.path("pagination");
        int rows = answer.path("rows").size();
        if (pagination.path("has_next_page").asBoolean(false) && rows > 0) {
            long offset = Long.parseLong(item.target().substring(item.target().lastIndexOf('=') + 1));
            further.add(ScanPlan.page(operation, item.organisation(), offset + Math.max(rows, PAGE)));
        }
    }

    private void walk(Shape shape, JsonNode node, Map<String, String> around) {
        switch (shape) {
            case Shape.ArrayShape(Shape items) -> node.forEach(one -> walk(items, one, around));
            case Shape.ObjectShape object
            when node.isObject() -> {
                Map<String, String> named = new TreeMap<>(around);
                object.fields().forEach(field -> name(named, field, node.path(field.name())));
                Optional<Team> team = team(named);
                if (team.isPresent()) {
                    object.fields().forEach(field -> field(field, node.path(field.name()), named, team.get()));
                    records(named);
                }
            }
            case Shape.ObjectShape _, Shape.ScalarShape _, Shape.FreeShape _ -> {}
        }
    }

    private static void name(Map<String, String> named, Field field, JsonNode value) {
        boolean isReference = field.fieldClass() == FieldClass.IDENTIFIER && (value.isString() || value.isNumber());
        if (isReference && REFERENCE.matcher(value.asString()).matches()) {
            named.put(field.name(), value.asString());
        }
    }

    private void field(Field field, JsonNode value, Map<String, String> named, Team team) {
        if (field.fieldClass() != FieldClass.FREE_TEXT) {
            walk(field.shape(), value, named);
        } else if (value.isString()) {
            text(field.name(), value.stringValue(), named, team);
        } else if (value.isArray()) {
            value.valueStream()
                    .filter(JsonNode::isString)
                    .forEach(one -> text(field.name(), one.stringValue(), named, team));
        }
    }

    /** What carries our marker is somebody else's text, or withheld altogether: it was never read. */
    private void text(String field, String text, Map<String, String> named, Team team) {
        if (text.strip().length() < SHORTEST || Marker.isIn(text)) {
            return;
        }
        Map<String, Integer> hits = new TreeMap<>();
        screening.screen(text).counts().forEach((personalData, count) -> hits.put(personalData.id(), count));
        String placed = named.getOrDefault(WORKS, "") + "\n" + field + "\n" + text;
        texts.add(new TextsRead.One(
                team, field, key.of(placed.getBytes(StandardCharsets.UTF_8)).value(), hits));
    }

    /** Whose record it is; empty where it is not the Controller's. */
    private Optional<Team> team(Map<String, String> named) {
        Optional<WorkReference> works = Optional.ofNullable(named.get(WORKS))
                .flatMap(text -> WorkReference.parse(text).toOptional());
        Optional<SwaCode> promoter = works.flatMap(own::promoterOf);
        if (promoter.isPresent()) {
            return Optional.of(new Team(promoter.get(), works.map(WorkReference::workstream)));
        }
        Team without = new Team(item.organisation(), Optional.empty());
        if (works.isPresent()) {
            return own.promote(works.get()) || own.actAsAuthority() ? Optional.of(without) : Optional.empty();
        }
        for (CodedReference.Kind kind : CodedReference.Kind.values()) {
            Optional<CodedReference> coded = named.values().stream()
                    .flatMap(text -> CodedReference.parse(kind, text).toOptional().stream())
                    .findFirst();
            if (coded.isPresent()) {
                return own.ofCode(coded.get().authority().value()).map(code -> new Team(code, Optional.empty()));
            }
        }
        return Optional.of(without);
    }

    private void records(Map<String, String> named) {
        for (Operation one : plan.records()) {
            path(one, named)
                    .map(path -> new TextsRead.Item(one.id().value(), path, item.organisation()))
                    .filter(found -> !found.equals(item))
                    .ifPresent(further::add);
        }
    }

    private static Optional<String> path(Operation operation, Map<String, String> named) {
        String path = operation.path().text();
        for (String parameter : operation.path().parameters()) {
            Optional<String> value = Optional.ofNullable(named.get(member(parameter)));
            if (value.isEmpty()) {
                return Optional.empty();
            }
            path = path.replace("{" + parameter + "}", value.get());
        }
        return Optional.of(path);
    }

    /** The member of an answer that holds what a path calls so: {@code work_reference_number}. */
    private static String member(String parameter) {
        StringBuilder member = new StringBuilder(parameter.length() + 4);
        for (int i = 0; i < parameter.length(); i++) {
            char c = parameter.charAt(i);
            if (Character.isUpperCase(c)) {
                member.append('_');
            }
            member.append(Character.toLowerCase(c));
        }
        return member.toString().toLowerCase(Locale.ROOT);
    }
}
