package uk.wayleave.gateway.governor;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import uk.wayleave.evidence.Fingerprint;
import uk.wayleave.evidence.FingerprintKey;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.operation.Requested;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Parameter;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Shape;

/**
 * What a poll asks for, whoever asks and however it is written: only what the catalogue knows of the operation counts, in
 * an order of its own, so that nobody has the floor anew by another order, a member that means nothing, an empty value,
 * {@code 0} for the first page, or another person's name.
 */
final class PollDigest {
    private static final int LONGEST_NUMBER = 30;
    private static final String FIRST_PAGE = "offset";

    /** Who asks is no difference. */
    private static final Set<String> WHO = Set.of("internal_user_identifier", "internal_user_name");

    private final FingerprintKey.Running digest;

    private PollDigest(FingerprintKey key) {
        this.digest = key.start();
    }

    static Fingerprint of(FingerprintKey key, Incoming incoming, Requested requested) {
        PollDigest of = new PollDigest(key);
        Operation operation = requested.operation();
        of.part("poll");
        of.part(operation.version().segment());
        of.part(operation.id().value());
        new TreeMap<>(requested.parameters()).forEach(of::pair);
        of.part("query");
        TreeMap<String, Parameter> known = new TreeMap<>();
        operation.parameters().stream()
                .filter(parameter -> parameter.place() == Parameter.Place.QUERY)
                .forEach(parameter -> known.put(parameter.name(), parameter));
        known.forEach((name, parameter) -> values(incoming, parameter).forEach(value -> of.pair(name, value)));
        of.part("body");
        if (operation.request() instanceof RequestShape.Json(Shape.ObjectShape shape)) {
            requested.body().ifPresent(body -> of.part(written(body, shape)));
        }
        return of.digest.finish();
    }

    private static SortedSet<String> values(Incoming incoming, Parameter parameter) {
        SortedSet<String> values = new TreeSet<>();
        Shape one = parameter.shape() instanceof Shape.ArrayShape(Shape items) ? items : parameter.shape();
        for (String value : incoming.query(parameter.name())) {
            String normal = normal(value, one);
            if (!normal.isEmpty() && !(parameter.name().equals(FIRST_PAGE) && normal.equals("0"))) {
                values.add(normal);
            }
        }
        return values;
    }

    private static String normal(String value, Shape shape) {
        String stripped = value.strip();
        return switch (shape) {
            case Shape.ScalarShape scalar ->
                switch (scalar) {
                    case STRING -> stripped;
                    case BOOLEAN -> stripped.toLowerCase(Locale.ROOT);
                    case NUMBER -> number(stripped);
                };
            case Shape.ObjectShape _, Shape.ArrayShape _, Shape.FreeShape _ -> stripped;
        };
    }

    private static String number(String text) {
        if (text.length() > LONGEST_NUMBER) {
            return text;
        }
        try {
            BigDecimal number = new BigDecimal(text);
            return number.signum() == 0 ? "0" : number.stripTrailingZeros().toString();
        } catch (NumberFormatException noNumber) {
            return text;
        }
    }

    /** The known members that say something, by name; a list in an order of its own, without repeats. */
    private static String written(JsonNode value, Shape shape) {
        return switch (shape) {
            case Shape.ObjectShape object -> {
                StringBuilder text = new StringBuilder("{");
                object.fields().stream()
                        .map(Field::name)
                        .filter(name -> !WHO.contains(name))
                        .sorted()
                        .forEach(name -> member(value.path(name), object, name, text));
                yield text.append('}').toString();
            }
            case Shape.ArrayShape(Shape items) -> {
                SortedSet<String> each = new TreeSet<>();
                value.forEach(item -> each.add(written(item, items)));
                yield List.copyOf(each).toString();
            }
            case Shape.ScalarShape scalar -> value.isNull() ? "" : measured(normal(value.asString(), scalar));
            case Shape.FreeShape _ -> measured(value.toString());
        };
    }

    private static void member(JsonNode value, Shape.ObjectShape object, String name, StringBuilder into) {
        object.field(name)
                .filter(_ -> !value.isMissingNode() && !value.isNull())
                .ifPresent(field -> into.append(name)
                        .append('=')
                        .append(written(value, field.shape()))
                        .append(';'));
    }

    /** With its length before it, so that no text looks like two. */
    private static String measured(String text) {
        return text.length() + ":" + text;
    }

    /** Its length goes before each part, so that no two polls look the same because their parts run together. */
    private void part(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
        digest.update(bytes, 0, bytes.length);
    }

    private void pair(String name, String value) {
        part(name);
        part(value);
    }
}
