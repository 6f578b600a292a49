package uk.wayleave.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.field.AppliedProfile;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.field.FieldProfile;
import uk.wayleave.framework.field.Whose;
import uk.wayleave.screening.Screening;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.FieldClass;
import uk.wayleave.streetmanager.Openness;
import uk.wayleave.streetmanager.Shape;
import uk.wayleave.streetmanager.Shape.ArrayShape;
import uk.wayleave.streetmanager.Shape.ObjectShape;
import uk.wayleave.streetmanager.Shape.ScalarShape;

class AnswerWalkTest {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();
    private static final JsonMapper MAPPER = JsonMapper.shared();

    private static final AppliedProfile STRICTEST =
            new AppliedProfile(FieldProfile.strictest(Purpose.MANAGE_OWN_PERMITS), FieldGrants.none(), false, false);

    private static final ObjectShape CONTACT =
            new ObjectShape("Contact", List.of(open("role"), closed("name", FieldClass.PERSON_NAME)));
    private static final ObjectShape RECORD = new ObjectShape(
            "Record",
            List.of(
                    open("code"),
                    open("usrn", ScalarShape.NUMBER),
                    open("deemed", ScalarShape.BOOLEAN),
                    closed("text", FieldClass.FREE_TEXT),
                    field("emails", new ArrayShape(ScalarShape.STRING), false, FieldClass.EMAIL, Optional.empty()),
                    field("files", new ArrayShape(CONTACT), true, FieldClass.DOCUMENT, Optional.of("[]")),
                    field("file_id", ScalarShape.NUMBER, true, FieldClass.DOCUMENT, Optional.empty()),
                    field("amount", ScalarShape.NUMBER, false, FieldClass.MONEY, Optional.empty()),
                    field("contact", CONTACT, false, FieldClass.CLOSED, Optional.empty()),
                    field("contacts", new ArrayShape(CONTACT), false, FieldClass.CLOSED, Optional.empty()),
                    field("place", Shape.FreeShape.GEOMETRY, false, FieldClass.CLOSED, Optional.empty())));
    private static final ObjectShape LIST = new ObjectShape(
            "List",
            List.of(field("rows", new ArrayShape(RECORD), true, FieldClass.CLOSED, Optional.empty()), open("next")));

    @Test
    void passesEveryByteOfAnAnswerThatHoldsNothingToWithhold() throws Exception {
        String answer =
                " { \"code\" : \"\\u0041\\/é\" ,\n \"usrn\":1.50e1 , \"place\":{\"x\":[1,{\"y\":null}]}, \"deemed\":null } ";
        assertThat(released(RECORD, answer)).isEqualTo(answer);
    }

    @Test
    void putsAMarkerInPlaceOfAText() throws Exception {
        assertThat(released(RECORD, "{\"code\":\"a\",\"text\":\"Mrs Example, 14 High Street\",\"usrn\":1}"))
                .isEqualTo("{\"code\":\"a\",\"text\":\"[withheld by Wayleave]\",\"usrn\":1}");
    }

    @Test
    void leavesOutAnOptionalMemberOfAnotherTypeWithExactlyOneComma() throws Exception {
        assertThat(released(RECORD, "{\"amount\":1}")).isEqualTo("{}");
        assertThat(released(RECORD, "{\"amount\":1,\"code\":\"a\"}")).isEqualTo("{\"code\":\"a\"}");
        assertThat(released(RECORD, "{\"code\":\"a\",\"amount\":1}")).isEqualTo("{\"code\":\"a\"}");
        assertThat(released(RECORD, "{\"amount\":1,\"emails\":[\"a\"],\"code\":\"a\",\"amount2\":2,\"usrn\":1}"))
                .isEqualTo("{\"code\":\"a\",\"usrn\":1}");
    }

    @Test
    void putsTheStatedFallbackInPlaceOfARequiredMember() throws Exception {
        assertThat(released(RECORD, "{\"files\":[{\"role\":\"x\"}]}")).isEqualTo("{\"files\":[]}");
    }

    @Test
    void withholdsTheRecordWhereARequiredMemberHasNoFallback() throws Exception {
        assertThat(released(LIST, "{\"rows\":[{\"code\":\"a\"},{\"file_id\":7},{\"code\":\"b\"}]}"))
                .isEqualTo("{\"rows\":[{\"code\":\"a\"},{\"code\":\"b\"}]}");
        assertThatExceptionOfType(UnusableAnswer.class).isThrownBy(() -> released(RECORD, "{\"file_id\":7}"));
    }

    @Test
    void leavesOutWhatItDoesNotKnowAndCountsIt() throws Exception {
        AnswerWalk walk = walked(RECORD, "{\"new\":{\"deep\":[\"secret\"]},\"code\":\"a\"}", _ -> true, plan())
                .walk();
        assertThat(walk.unknownMembers()).isEqualTo(1);
        assertThat(released(RECORD, "{\"new\":{\"deep\":[\"secret\"]},\"code\":\"a\"}"))
                .isEqualTo("{\"code\":\"a\"}");
    }

    @Test
    void namesWhatIsMaskedByItsPlaceInTheAnswerAsReleased() throws Exception {
        String answer = "{\"rows\":[{\"file_id\":7,\"text\":\"x\"},{\"text\":\"y\",\"contacts\":[{\"name\":\"z\"}]}]}";
        AnswerWalk walk = walked(LIST, answer, _ -> true, plan()).walk();
        assertThat(walk.masked().pointers()).containsExactly("/rows/0/text", "/rows/0/contacts/0/name");
        assertThat(walk.masked().count()).isEqualTo(2);
        assertThat(walk.masked().classes()).containsExactly("FREE_TEXT", "PERSON_NAME");
    }

    @Test
    void leavesOutRowsThatMayNotBeReleased() throws Exception {
        AnswerPlan plan = rowsByCode();
        String answer =
                "{\"rows\":[{\"code\":\"theirs\",\"text\":\"t\"},{\"code\":\"ours\"},{\"usrn\":1}],\"next\":\"n\"}";
        Predicate<Map<String, String>> ours = found -> "ours".equals(found.get("/code"));
        Walked walked = walked(LIST, answer, ours, plan);
        AnswerWalk walk = walked.walk();
        assertThat(walked.released()).isEqualTo("{\"rows\":[{\"code\":\"ours\"}],\"next\":\"n\"}");
        assertThat(walk.withheldRecords()).isEqualTo(2);
        assertThat(walk.masked().count()).isZero();
    }

    @Test
    void writesALongListWhileItIsWalkedAsIfItHadWaited() throws Exception {
        ArrayNode rows = MAPPER.createArrayNode();
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 3_000; i++) {
            boolean goes = i % 7 == 0;
            rows.addObject()
                    .put("code", goes ? "theirs" : "ours")
                    .put("text", "t" + i)
                    .put("new", i)
                    .putObject("contact")
                    .put("name", "n" + i);
            if (!goes) {
                expected.append(expected.isEmpty() ? "" : ",")
                        .append("{\"code\":\"ours\",\"text\":\"[withheld by Wayleave]\",")
                        .append("\"contact\":{\"name\":\"[withheld by Wayleave]\"}}");
            }
        }
        AnswerPlan plan = rowsByCode();
        Walked walked = walked(
                LIST,
                MAPPER.createObjectNode().set("rows", rows).toString(),
                found -> "ours".equals(found.get("/code")),
                plan);
        assertThat(walked.released()).isEqualTo("{\"rows\":[" + expected + "]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"text\"",
                "{\"code\":{\"a\":1}}",
                "{\"contact\":[]}",
                "{\"contacts\":{}}",
                "{\"code\":\"a\"}{}",
                "{\"contacts\":[\"x\"]}"
            })
    void refusesAnUnknownShapeOfRecord(String answer) {
        assertThatExceptionOfType(UnusableAnswer.class).isThrownBy(() -> released(RECORD, answer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"code\":\"a\",\"code\":\"b\"}", "{\"code\":\"a\"", "{\"code\":tru}", "{", "{\"a\":[1,}"})
    void refusesWhatIsNotJsonInOnlyOneReading(String answer) {
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> released(RECORD, answer));
    }

    @Property(tries = 400)
    void releasesExactlyWhatANaiveMaskingOfTheTreeWouldWhateverTheChunks(
            @ForAll("answers") JsonNode answer, @ForAll @IntRange(min = 1, max = 40) int chunk) throws Exception {
        String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(answer);
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), new InChunks(bytes, chunk))) {
            Edits edits = new Edits(new InChunks(bytes, chunk), out, bytes.length);
            new AnswerWalk(
                            parser,
                            plan(),
                            STRICTEST,
                            Whose.OWN,
                            Verdicts.none(),
                            edits,
                            new ReferencesSeen(),
                            new Spans(Screening.standard()))
                    .walk(LIST);
            edits.finish();
        }
        JsonNode released = MAPPER.readTree(out.toByteArray());
        assertThat(released).isEqualTo(naive(LIST, answer).orElseThrow());
    }

    @Provide
    Arbitrary<JsonNode> answers() {
        Arbitrary<JsonNode> text = Arbitraries.of(
                        "a", "é", "\"", "\\", "/", "€", "\uD83D\uDE00", ",", ":", "{", "]", " ")
                .list()
                .ofMaxSize(12)
                .map(parts -> MAPPER.getNodeFactory().stringNode(String.join("", parts)));
        Arbitrary<JsonNode> number =
                Arbitraries.integers().between(-5, 100_000).map(MAPPER.getNodeFactory()::numberNode);
        Arbitrary<JsonNode> contact = object(Map.of("role", text, "name", text, "unknown", number));
        Arbitrary<JsonNode> record = object(Map.of(
                "code", text,
                "usrn", number,
                "text", text,
                "emails", array(text),
                "files", array(contact),
                "amount", number,
                "contacts", array(contact),
                "odd", array(number),
                "file_id",
                        number.injectNull(0.5)
                                .map(node ->
                                        node == null ? MAPPER.getNodeFactory().nullNode() : node)));
        return object(Map.of("rows", array(record), "next", text, "more", record));
    }

    private static Arbitrary<JsonNode> array(Arbitrary<JsonNode> items) {
        return items.list().ofMaxSize(4).map(list -> {
            ArrayNode array = MAPPER.createArrayNode();
            list.forEach(array::add);
            return array;
        });
    }

    private static Arbitrary<JsonNode> object(Map<String, Arbitrary<JsonNode>> members) {
        return Arbitraries.shuffle(new ArrayList<>(members.keySet()))
                .flatMap(names -> Arbitraries.integers()
                        .between(0, names.size())
                        .flatMap(size -> {
                            Arbitrary<ObjectNode> built = Arbitraries.create(MAPPER::createObjectNode);
                            for (String name : names.subList(0, size)) {
                                Arbitrary<JsonNode> value = java.util.Objects.requireNonNull(members.get(name));
                                built = built.flatMap(object -> value.map(node -> {
                                    ObjectNode next = object.deepCopy();
                                    next.set(name, node);
                                    return next;
                                }));
                            }
                            return built.map(JsonNode.class::cast);
                        }));
    }

    /** The masking ruling, restated on a tree: empty where the record must be withheld. */
    private static Optional<JsonNode> naive(Shape shape, JsonNode node) {
        if (node.isNull()) {
            return Optional.of(node);
        }
        return switch (shape) {
            case ObjectShape object -> {
                ObjectNode kept = MAPPER.createObjectNode();
                boolean whole = true;
                for (Map.Entry<String, JsonNode> member : node.properties()) {
                    Optional<Field> field = object.field(member.getKey());
                    if (field.isEmpty()) {
                        continue;
                    }
                    JsonNode value = member.getValue();
                    if (!field.get().isWithheld() || value.isNull()) {
                        Optional<JsonNode> inner = naive(field.get().shape(), value);
                        inner.ifPresent(present -> kept.set(member.getKey(), present));
                        whole &= inner.isPresent() || !field.get().required();
                    } else if (value.isString()) {
                        kept.put(member.getKey(), Marker.TEXT);
                    } else if (field.get().fallback().isPresent()) {
                        kept.set(
                                member.getKey(),
                                MAPPER.readTree(field.get().fallback().get()));
                    } else {
                        whole &= !field.get().required();
                    }
                }
                yield whole ? Optional.of(kept) : Optional.empty();
            }
            case ArrayShape(Shape items) -> {
                ArrayNode kept = MAPPER.createArrayNode();
                for (JsonNode item : node) {
                    naive(items, item).ifPresent(kept::add);
                }
                yield Optional.of(kept);
            }
            case ScalarShape _, Shape.FreeShape _ -> Optional.of(node);
        };
    }

    /** Gives bytes in small pieces, as a network does. */
    private static final class InChunks extends InputStream {
        private final ByteArrayInputStream bytes;
        private final int chunk;

        InChunks(byte[] bytes, int chunk) {
            this.bytes = new ByteArrayInputStream(bytes);
            this.chunk = chunk;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, Math.min(length, chunk));
        }
    }

    private static AnswerPlan plan() {
        return new AnswerPlan(Watch.of(List.of()), Optional.empty(), Watch.of(List.of()), Optional.empty(), false);
    }

    private static AnswerPlan rowsByCode() {
        return new AnswerPlan(
                Watch.of(List.of()), Optional.of("rows"), Watch.of(List.of("/code")), Optional.empty(), false);
    }

    private record Walked(AnswerWalk walk, String released) {}

    private static Walked walked(Shape shape, String answer, Predicate<Map<String, String>> releasable, AnswerPlan plan)
            throws Exception {
        byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            Edits edits = new Edits(new ByteArrayInputStream(bytes), out, bytes.length);
            Verdicts verdicts = scanned(bytes, releasable, plan);
            AnswerWalk walk = new AnswerWalk(
                    parser,
                    plan,
                    STRICTEST,
                    Whose.OWN,
                    verdicts,
                    edits,
                    new ReferencesSeen(),
                    new Spans(Screening.standard()));
            walk.walk(shape);
            edits.finish();
            return new Walked(walk, out.toString(StandardCharsets.UTF_8));
        }
    }

    private static Verdicts scanned(byte[] bytes, Predicate<Map<String, String>> releasable, AnswerPlan plan)
            throws Exception {
        if (plan.looksForNothing()) {
            return Verdicts.none();
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            return new OwnerScan(parser, plan, found -> releasable.test(found) ? RowVerdict.OWN : RowVerdict.FOREIGN)
                    .scan();
        }
    }

    private static String released(Shape shape, String answer) throws Exception {
        return walked(shape, answer, _ -> true, plan()).released();
    }

    private static Field open(String name) {
        return open(name, ScalarShape.STRING);
    }

    private static Field open(String name, Shape shape) {
        return field(name, shape, false, FieldClass.CLOSED, Optional.empty());
    }

    private static Field closed(String name, FieldClass fieldClass) {
        return field(name, ScalarShape.STRING, false, fieldClass, Optional.empty());
    }

    private static Field field(
            String name, Shape shape, boolean required, FieldClass fieldClass, Optional<String> fallback) {
        return new Field(name, shape, required, fieldClass, Openness.CLOSED, Optional.empty(), false, fallback);
    }
}
