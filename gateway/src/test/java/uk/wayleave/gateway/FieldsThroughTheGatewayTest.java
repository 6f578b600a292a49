package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Tier;
import uk.wayleave.framework.field.DataClass;
import uk.wayleave.framework.field.FieldGrants;
import uk.wayleave.framework.field.Whose;
import uk.wayleave.gateway.FieldsOfAnswer.Fate;
import uk.wayleave.gateway.FieldsOfAnswer.Seen;
import uk.wayleave.gateway.answer.Marker;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.instruction.NewInstruction;
import uk.wayleave.streetmanager.AnswerShape;
import uk.wayleave.streetmanager.Api;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.CsvTable;
import uk.wayleave.streetmanager.CsvTables;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.FieldClass;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.Proof;
import uk.wayleave.streetmanager.RequestShape;
import uk.wayleave.streetmanager.Shape;
import uk.wayleave.streetmanager.Treatment;
import uk.wayleave.streetmanager.description.ApiImport;
import uk.wayleave.streetmanager.description.ImportedApiFiles;
import uk.wayleave.streetmanager.description.OpenApiFile;
import uk.wayleave.streetmanager.description.Reading;

/**
 * Every field of every answer that is forwarded, as JSON and as CSV, of the Controller's own records and of others', on its
 * way through the gateway under several agreements and instructions: released, masked or withheld by its class. Beside the
 * shipped versions stands one with a field of each class in each form, imported as an operator would.
 */
class FieldsThroughTheGatewayTest {
    private static final ApiVersion V7 = new ApiVersion(7);
    private static final OperationId GET_PERMIT = new OperationId("work.GetPermit");
    private static final Path ROOT = Path.of(System.getProperty("wayleave.root", ".."));
    private static final Set<DataClass> GRANTABLE =
            Stream.of(DataClass.values()).filter(DataClass::isGrantable).collect(Collectors.toUnmodifiableSet());

    /** What agreement and instruction say. */
    enum Terms {
        /** Nothing beyond what the purpose has anyway. */
        USUAL(false, false, Tier.T2, Purpose.MANAGE_OWN_PERMITS),
        /** Everything is granted; the instruction asks for no more than the open fields of others' records. */
        UNASKED(true, false, Tier.T2, Purpose.MANAGE_OWN_PERMITS),
        /** Everything is granted and asked for, up to tier T2. */
        ALL(true, true, Tier.T2, Purpose.MANAGE_OWN_PERMITS),
        /** And up to tier T3. */
        T3(true, true, Tier.T3, Purpose.MANAGE_OWN_PERMITS),
        /** Everything is granted and asked for, for a purpose that needs no persons. */
        ANALYSIS(true, true, Tier.T2, Purpose.OWN_ANALYSIS);

        private final boolean granted;
        private final boolean asks;
        private final Tier tier;
        private final Purpose purpose;

        Terms(boolean granted, boolean asks, Tier tier, Purpose purpose) {
            this.granted = granted;
            this.asks = asks;
            this.tier = tier;
            this.purpose = purpose;
        }

        FieldGrants grants() {
            return granted ? new FieldGrants(GRANTABLE, true) : FieldGrants.none();
        }
    }

    /**
     * R released, M masked: a text becomes the marker, W withheld: left out; in both, what is required and no text is
     * emptied, and in the last a required text is the marker too. A point: no answer has such a field.
     */
    private static final String TABLE = """
                     own:   USUAL UNASKED ALL T3 ANALYSIS  anothers: USUAL UNASKED ALL T3 ANALYSIS  shared: USUAL UNASKED ALL T3 ANALYSIS
        PUBLISHED           R     R       R   R  R                   R     R       R   R  R                 R     R       R   R  R
        IDENTIFIER          R     R       R   R  R                   W     W       R   R  R                 R     R       R   .  R
        CLOSED              R     R       R   R  R                   W     W       R   R  R                 R     R       R   R  R
        PERSON_NAME         M     R       R   R  M                   M     M       R   R  M                 M     R       R   .  M
        EMAIL               M     R       R   R  M                   M     M       R   R  M                 M     R       R   .  M
        TELEPHONE           M     R       R   R  M                   M     M       R   R  M                 M     R       R   .  M
        CONTACT             M     R       R   R  M                   M     M       R   R  M                 .     .       .   .  .
        USER_ID             M     R       R   R  M                   M     M       M   M  M                 .     .       .   .  .
        FREE_TEXT           M     R       R   R  M                   M     M       R   R  M                 M     R       R   .  M
        ADDRESS             M     R       R   R  M                   M     M       R   R  M                 M     R       R   .  M
        DOCUMENT            W     R       R   R  W                   W     W       W   W  W                 .     .       .   .  .
        MONEY               R     R       R   R  R                   W     W       W   W  W                 .     .       .   .  .
        CREDENTIAL          W     W       W   W  W                   W     W       W   W  W                 .     .       .   .  .
        UNCLASSIFIED        W     W       W   W  W                   W     W       W   W  W                 .     .       .   .  .
        T3                  W     W       W   R  W                   .     .       .   .  .                 .     .       .   .  .
        """;

    private static final Map<Cell, String> EXPECTED = read();

    /** A place in the table. */
    record Cell(String kind, Whose whose, Terms terms) {
        @Override
        public String toString() {
            return kind + " of " + whose + " under " + terms + " is " + EXPECTED.get(this);
        }
    }

    /** Of the permit that the imported version knows, each class as {@code person_name_text} and so on. */
    private static final List<String> FORMS = List.of("text", "must", "number", "list");

    @TempDir
    private static Path directory = Path.of("");

    private static Catalogue catalogue;
    private static ShapedStreetManager upstream;
    private static World world;
    private static final Map<Terms, List<Seen>> SEEN = new EnumMap<>(Terms.class);
    private static final Map<Terms, List<Line>> LINES = new EnumMap<>(Terms.class);
    private static final Set<String> WITH_UNKNOWN = new TreeSet<>();
    private static final List<String> TOLD_UNKNOWN = new ArrayList<>();

    /** One line of a CSV as it was sent, by column, and as it came, where it came. */
    private record Line(
            Operation operation, CsvTable table, Whose whose, Map<String, String> sent, Map<String, String> released) {}

    private static Map<Cell, String> read() {
        Map<Cell, String> cells = new LinkedHashMap<>();
        for (String line : TABLE.lines().skip(1).toList()) {
            String[] words = line.strip().split(" +", -1);
            int at = 1;
            for (Whose whose : Whose.values()) {
                for (Terms terms : Terms.values()) {
                    cells.put(new Cell(words[0], whose, terms), words[at++]);
                }
            }
            assertThat(words).hasSize(at);
        }
        return cells;
    }

    @BeforeAll
    static void sendEverythingThrough() throws IOException {
        takeInAVersionWithEveryClass();
        catalogue = Catalogue.load(directory);
        upstream = ShapedStreetManager.start(catalogue, SampleCalls.WATER);
        Set<OperationId> all = forwarded().map(Operation::id).collect(Collectors.toSet());
        world = World.before(
                upstream.baseUri(),
                World.Options.usual().withCatalogue(catalogue).withSettings(settings -> settings.withEnabled(all)));
        SampleCalls.remember(world, world.water, upstream.baseUri());
        SampleCalls.remember(world, world.county, upstream.baseUri());
        for (Terms terms : Terms.values()) {
            Map<World.Party, String> tokens = agreed(terms.grants(), terms.asks, terms.tier, terms.purpose);
            SEEN.put(terms, new ArrayList<>());
            forwarded()
                    .filter(FieldsThroughTheGatewayTest::hasFields)
                    // Only few answers have what tier T3 is about.
                    .filter(operation -> terms != Terms.T3 || hasSpecial(operation))
                    .forEach(operation -> SEEN.get(terms).addAll(own(operation, tokens)));
            forwarded()
                    .filter(FieldsThroughTheGatewayTest::showsOthers)
                    .forEach(operation -> SEEN.get(terms).addAll(anothers(operation, tokens)));
            LINES.put(terms, new ArrayList<>());
            exports().forEach(operation -> LINES.get(terms).addAll(lines(operation, tokens)));
        }
    }

    @AfterAll
    static void stop() {
        world.close();
        upstream.close();
    }

    private static void takeInAVersionWithEveryClass() throws IOException {
        StringBuilder properties = new StringBuilder();
        for (FieldClass of : FieldClass.values()) {
            for (String form : FORMS) {
                String type = switch (form) {
                    case "number" -> "{type: number}";
                    case "list" -> "{type: array, items: {type: string}}";
                    default -> "{type: string}";
                };
                properties
                        .append("        ")
                        .append(of.name().toLowerCase(Locale.ROOT))
                        .append('_')
                        .append(form)
                        .append(": ")
                        .append(type)
                        .append('\n');
            }
        }
        String required = Stream.of(FieldClass.values())
                .map(of -> of.name().toLowerCase(Locale.ROOT))
                .flatMap(of -> Stream.of(of + "_must", of + "_list"))
                .collect(Collectors.joining(", "));
        String file = """
                openapi: 3.0.1
                info: {title: Street Manager API, version: 7.0.1}
                paths:
                  /works/{workReferenceNumber}/permits/{permitReferenceNumber}:
                    get:
                      operationId: GetPermit
                      security: [{token: [Planner, Contractor, HighwayAuthority]}]
                      responses: {'200': {content: {application/json: {schema: {$ref: '#/components/schemas/PermitResponse'}}}}}
                components:
                  schemas:
                    PermitResponse:
                      type: object
                      required: [work_reference_number, permit_reference_number, promoter_swa_code, highway_authority_swa_code, %s]
                      properties:
                        work_reference_number: {type: string}
                        permit_reference_number: {type: string}
                        promoter_swa_code: {type: string}
                        highway_authority_swa_code: {type: string}
                """.formatted(required) + properties;
        Reading reading = OpenApiFile.read(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        new ImportedApiFiles(directory)
                .write(
                        V7,
                        Api.WORK,
                        ApiImport.of(Catalogue.load(), V7, Api.WORK, ((Reading.Read) reading).description()));
        Path classes = directory.resolve("v7/classes.json");
        String said = Files.readString(classes);
        for (FieldClass of : FieldClass.values()) {
            // What is published is for nobody but the catalogue to say.
            if (of != FieldClass.OPEN) {
                said = said.replaceAll(
                        "(PermitResponse\\." + of.name().toLowerCase(Locale.ROOT)
                                + "_(?:text|must|number|list)\": \")UNCLASSIFIED",
                        "$1" + of.name());
            }
        }
        Files.writeString(classes, said);
    }

    private static Map<World.Party, String> agreed(FieldGrants grants, boolean asks, Tier tier, Purpose purpose) {
        Map<World.Party, String> tokens = new HashMap<>();
        for (World.Party party : List.of(world.water, world.county)) {
            world.amend(party, content -> with(content, grants, tier));
            tokens.put(
                    party,
                    world.token(
                            party, Optional.of(world.instructed(party, usual -> with(usual, asks, tier, purpose)))));
        }
        return tokens;
    }

    private static AgreementContent with(AgreementContent content, FieldGrants grants, Tier tier) {
        return new AgreementContent(
                content.basis(),
                content.document(),
                content.attested(),
                content.purposes(),
                content.apiVersions(),
                content.operations(),
                tier,
                content.workstreams(),
                content.destinations(),
                content.subProcessors(),
                content.retentionDays(),
                content.proof(),
                grants,
                content.freeText(),
                content.longestSide(),
                content.particulars(),
                content.from(),
                content.until());
    }

    private static NewInstruction with(NewInstruction usual, boolean asks, Tier tier, Purpose purpose) {
        return new NewInstruction(
                usual.agreement(),
                usual.product(),
                usual.kind(),
                purpose,
                usual.operations(),
                usual.references(),
                usual.area(),
                tier,
                asks,
                usual.from(),
                usual.until(),
                usual.uses(),
                usual.proof(),
                usual.persons());
    }

    private static Stream<Operation> forwarded() {
        return catalogue.versions().stream()
                .flatMap(version -> catalogue.operations(version).stream())
                .filter(operation -> operation.treatment() == Treatment.FORWARD && !operation.accountAdministration());
    }

    /** Of a form that is sent, the number of the very file is told: EveryOperationTest. */
    private static boolean hasFields(Operation operation) {
        return operation.answer() instanceof AnswerShape.Json && !(operation.request() instanceof RequestShape.Form);
    }

    private static boolean hasSpecial(Operation operation) {
        return operation.version().equals(V7)
                || (operation.answer() instanceof AnswerShape.Json(Shape shape) && hasSpecial(shape));
    }

    private static boolean hasSpecial(Shape shape) {
        return switch (shape) {
            case Shape.ArrayShape(Shape items) -> hasSpecial(items);
            case Shape.ObjectShape object ->
                object.fields().stream().anyMatch(field -> field.special() || hasSpecial(field.shape()));
            case Shape.ScalarShape _, Shape.FreeShape _ -> false;
        };
    }

    private static boolean showsOthers(Operation operation) {
        return hasFields(operation)
                && operation.foreignTier().isPresent()
                && switch (operation.ownership()) {
                    case Ownership.ByWorks _, Ownership.ByCodeInReference _, Ownership.ByRow _ -> true;
                    case Ownership.ByPartyInBody _,
                            Ownership.ByAnswer _,
                            Ownership.ByRemembered _,
                            Ownership.ByOrganisation _,
                            Ownership.ByAccount _,
                            Ownership.Nobody _,
                            Ownership.Unproven _ -> false;
                };
    }

    private static List<Seen> own(Operation operation, Map<World.Party, String> tokens) {
        SampleCalls.Sample sample =
                ofAnAuthority(operation) ? SampleCalls.byCounty(operation) : SampleCalls.of(operation);
        return seen(sample, sample.records(), sample.pathAndQuery(), Whose.OWN, tokens);
    }

    /** Whose records have no promoter. */
    private static boolean ofAnAuthority(Operation operation) {
        return operation.ownership() instanceof Ownership.ByRow byRow
                && byRow.promoter().isEmpty();
    }

    private static List<Seen> anothers(Operation operation, Map<World.Party, String> tokens) {
        SampleCalls.Sample sample = SampleCalls.of(operation);
        String about = sample.pathAndQuery()
                .replace(SampleCalls.WORKS, SampleCalls.OTHERS.works())
                .replaceAll("(ARN-|S58-)[0-9]{4}", "$1" + SampleCalls.OTHERS.authority());
        return seen(sample, SampleCalls.OTHERS, about, Whose.ANOTHERS, tokens);
    }

    private static List<Seen> seen(
            SampleCalls.Sample sample,
            ShapedStreetManager.Parties records,
            String pathAndQuery,
            Whose whose,
            Map<World.Party, String> tokens) {
        Operation operation = sample.operation();
        JsonNode[] sent = new JsonNode[1];
        upstream.answerWith((asked, parameters) -> {
            JsonNode said = MarkedJson.of(
                    ((AnswerShape.Json) asked.answer()).shape(), ShapedStreetManager.told(asked, parameters, records));
            if (asked.equals(operation)) {
                sent[0] = said;
            }
            return said;
        });
        Http.Answer answer = call(sample, pathAndQuery, tokens);
        assertThat(answer.status()).as(operation + " " + answer.body()).isEqualTo(operation.successStatus());
        if (answer.body().contains(MarkedJson.UNKNOWN)) {
            TOLD_UNKNOWN.add(operation.toString());
        }
        WITH_UNKNOWN.add(operation.toString());
        return FieldsOfAnswer.of(operation, whose, Objects.requireNonNull(sent[0]), answer.json());
    }

    private static Http.Answer call(SampleCalls.Sample sample, String pathAndQuery, Map<World.Party, String> tokens) {
        String token = Objects.requireNonNull(tokens.get(sample.caller(world)));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        world.gateway.baseUri().resolve(pathAndQuery))
                .header("token", token)
                .method(
                        sample.operation().method().name(),
                        sample.body()
                                .map(body -> HttpRequest.BodyPublishers.ofString(body.toString()))
                                .orElseGet(HttpRequest.BodyPublishers::noBody));
        if (sample.body().isPresent()) {
            request.header("Content-Type", "application/json");
        }
        return world.http.send(request);
    }

    static Stream<Cell> cells() {
        return EXPECTED.keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void happensToEachFieldWhatTheTableSays(Cell cell) {
        List<Seen> ofCell = seen(cell.terms()).stream()
                .filter(seen -> seen.kind().equals(cell.kind()) && seen.within() == cell.whose())
                .toList();
        String expected = Objects.requireNonNull(EXPECTED.get(cell));
        if (expected.equals(".")) {
            assertThat(ofCell).isEmpty();
            return;
        }
        assertThat(ofCell).isNotEmpty();
        assertThat(ofCell.stream().filter(seen -> !isAsExpected(seen, expected)))
                .isEmpty();
    }

    private static List<Seen> seen(Terms terms) {
        return Objects.requireNonNull(SEEN.get(terms));
    }

    private static boolean isAsExpected(Seen seen, String expected) {
        boolean required = seen.field().required();
        return switch (expected) {
            case "R" -> seen.fate() == Fate.RELEASED;
            case "M" -> seen.fate() == (seen.isText() ? Fate.MARKED : required ? Fate.EMPTIED : Fate.LEFT_OUT);
            case "W" -> seen.fate() == (!required ? Fate.LEFT_OUT : seen.isText() ? Fate.MARKED : Fate.EMPTIED);
            default -> throw new IllegalStateException(expected);
        };
    }

    static Stream<DataClass> grantable() {
        return GRANTABLE.stream().sorted();
    }

    /** Of an own permit, in every version. */
    @ParameterizedTest
    @MethodSource("grantable")
    void aGrantOpensItsClassAndNoOther(DataClass granted) {
        Map<World.Party, String> tokens =
                agreed(new FieldGrants(Set.of(granted), false), false, Tier.T2, Purpose.MANAGE_OWN_PERMITS);
        List<Seen> fields = catalogue.versions().stream()
                .flatMap(version -> own(catalogue.operation(version, GET_PERMIT).orElseThrow(), tokens).stream())
                .toList();

        assertThat(fields).anyMatch(seen -> seen.kind().equals(granted.name()));
        assertThat(fields)
                .allMatch(seen -> isAsExpected(
                        seen,
                        seen.kind().equals(granted.name())
                                ? "R"
                                : Objects.requireNonNull(EXPECTED.get(new Cell(seen.kind(), Whose.OWN, Terms.USUAL)))));
    }

    @Test
    void whatNoCatalogueKnowsIsWithheldInEveryAnswerOfEveryVersion() {
        assertThat(TOLD_UNKNOWN).isEmpty();
        assertThat(WITH_UNKNOWN)
                .containsExactlyInAnyOrderElementsOf(forwarded()
                        .filter(FieldsThroughTheGatewayTest::hasFields)
                        .map(Operation::toString)
                        .toList())
                .hasSizeGreaterThan(150)
                .anyMatch(operation -> operation.startsWith("v3/geojson."))
                .anyMatch(operation -> operation.startsWith("v6/geojson."))
                .anyMatch(operation -> operation.startsWith("v3/reporting."))
                .anyMatch(operation -> operation.startsWith("v6/reporting."))
                .anyMatch(operation -> operation.startsWith("v6/worklist."));
    }

    /** Schema of the published comparison → the operation of V3.6 that shows such a record of another's. */
    private static final Map<String, String> COMPARED = Map.of(
            "work.PermitResponse", "work.GetPermit",
            "work.ActivityResponse", "work.GetActivity",
            "geojson.WorkProperties", "geojson.GetWorksIntersectBoundingBox",
            "geojson.ActivityProperties", "geojson.GetActivitiesIntersectingBounds");

    @Test
    void ofAnothersPermitsAndActivitiesExactlyTheOpenFieldsAreReleased() throws IOException {
        Map<String, Set<String>> open = new TreeMap<>();
        String schema = "";
        boolean isOpen = false;
        Path copy = ROOT.resolve("streetmanager/src/test/resources/uk/wayleave/streetmanager/open-split-3.6.txt");
        for (String line : Files.readAllLines(copy)) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] words = line.strip().split(" ", -1);
            if (!line.startsWith(" ")) {
                schema = words[0];
                isOpen = !words[1].equals("CLOSED");
            } else if (isOpen) {
                open.computeIfAbsent(schema, _ -> new TreeSet<>()).addAll(List.of(words));
            }
        }

        assertReleasedOfOthers(open);
    }

    @Test
    void ofAnothersPermitsAndActivitiesExactlyThePublishedOpenFieldsAreReleased() {
        Path published =
                ROOT.resolve("../shared/street-manager/v3.6-open-fields.json").normalize();
        assumeTrue(
                Files.isRegularFile(published),
                "DfT's comparison is not beside the project (../shared/street-manager), so there is nothing to compare"
                        + " with");
        Map<String, Set<String>> open = new TreeMap<>();
        JsonMapper.shared()
                .readTree(published)
                .properties()
                .forEach(schema -> schema.getValue().properties().stream()
                        .filter(group -> !group.getKey().equals("CLOSED"))
                        .forEach(group -> group.getValue()
                                .values()
                                .forEach(field -> open.computeIfAbsent(schema.getKey(), _ -> new TreeSet<>())
                                        .add(field.asString().split(" ", 2)[0]))));

        assertReleasedOfOthers(open);
    }

    private static void assertReleasedOfOthers(Map<String, Set<String>> open) {
        COMPARED.forEach((schema, operation) -> {
            Beneath place = new Beneath(schema.endsWith("Properties") ? "/features/properties/" : "/");
            List<Seen> fields = seen(Terms.USUAL).stream()
                    .filter(seen -> seen.operation().toString().equals("v3/" + operation))
                    .filter(seen -> seen.within() == Whose.ANOTHERS && place.isParentOf(seen.at()))
                    .toList();
            assertThat(fields).as(schema).hasSizeGreaterThan(5);
            assertThat(fields.stream()
                            .filter(seen -> seen.fate() == Fate.RELEASED)
                            .map(seen -> seen.field().name()))
                    .as(schema)
                    .containsExactlyInAnyOrderElementsOf(Objects.requireNonNull(open.get(schema)));
        });
    }

    /** A place in an answer. */
    private record Beneath(String prefix) {
        boolean isParentOf(String at) {
            return at.startsWith(prefix) && at.indexOf('/', prefix.length()) < 0;
        }
    }

    private static Stream<Operation> exports() {
        return forwarded()
                .filter(operation -> operation.api() == Api.EXPORT
                        && operation.name().startsWith("Generate")
                        && operation.answer() instanceof AnswerShape.Json);
    }

    private static final AtomicInteger CSVS = new AtomicInteger(500);

    /** Of a CSV of two lines, the second of which is another's, where the table tells lines apart. */
    private static List<Line> lines(Operation operation, Map<World.Party, String> tokens) {
        SampleCalls.Sample sample = SampleCalls.of(operation);
        CsvTable table = CsvTables.of(catalogue).of(operation).orElseThrow();
        int number = CSVS.getAndIncrement();
        upstream.answerWith((asked, parameters) -> ShapedJson.minimal(Map.of("/csv_id", Integer.toString(number)))
                .of(((AnswerShape.Json) asked.answer()).shape()));
        Http.Answer made = call(sample, sample.pathAndQuery(), tokens);
        assertThat(made.status()).as(operation + " " + made.body()).isEqualTo(200);

        List<String> columns = new ArrayList<>(new TreeSet<>(table.columns().keySet()));
        columns.add("nobody_knows");
        List<Line> lines = new ArrayList<>();
        Map<String, String> own = cells(columns, table, sample.records(), 1);
        Map<String, String> anothers = cells(columns, table, SampleCalls.OTHERS, 2);
        boolean toldApart = isToldApart(table, sample.byCounty());
        StringBuilder csv = new StringBuilder(String.join(",", columns)).append("\r\n");
        csv.append(String.join(",", columns.stream().map(own::get).toList())).append("\r\n");
        if (toldApart) {
            csv.append(String.join(",", columns.stream().map(anothers::get).toList()))
                    .append("\r\n");
        }
        upstream.answerCsv(csv.toString());
        Http.Answer answer = world.http.get(
                "/" + operation.version().segment() + "/export/csv/" + number,
                Objects.requireNonNull(tokens.get(sample.caller(world))));
        assertThat(answer.status()).as(operation + " " + answer.body()).isEqualTo(200);
        List<String> came = answer.body().lines().toList();
        assertThat(List.of(came.getFirst().split(",", -1))).isEqualTo(columns);
        lines.add(new Line(operation, table, Whose.OWN, own, released(columns, came, 1)));
        if (toldApart) {
            lines.add(new Line(operation, table, Whose.ANOTHERS, anothers, released(columns, came, 2)));
        }
        return lines;
    }

    private static boolean isToldApart(CsvTable table, boolean byCounty) {
        return table.rows()
                .flatMap(byRow -> byCounty ? Optional.of(byRow.authority()) : byRow.promoter())
                .flatMap(Proof::place)
                .isPresent();
    }

    private static Map<String, String> cells(
            List<String> columns, CsvTable table, ShapedStreetManager.Parties parties, int line) {
        Map<String, String> told = new TreeMap<>();
        table.rows().ifPresent(byRow -> {
            ShapedStreetManager.tell(told, "", byRow.authority(), parties.authority(), parties);
            byRow.promoter().ifPresent(proof -> {
                boolean oneForBoth = proof.equals(byRow.authority());
                ShapedStreetManager.tell(told, "", proof, oneForBoth ? parties.caller() : parties.promoter(), parties);
            });
        });
        Map<String, String> cells = new HashMap<>();
        for (String column : columns) {
            cells.put(column, "cell " + column + " " + line);
        }
        told.forEach((pointer, value) -> cells.replace(CsvTable.nameOf(pointer), value));
        return cells;
    }

    private static Map<String, String> released(List<String> columns, List<String> came, int line) {
        Map<String, String> released = new HashMap<>();
        if (line < came.size()) {
            String[] cells = came.get(line).split(",", -1);
            for (int i = 0; i < columns.size(); i++) {
                released.put(columns.get(i), cells[i]);
            }
        }
        return released;
    }

    @ParameterizedTest
    @EnumSource
    void happensToEachColumnWhatTheTableSaysOfEachOfItsFields(Terms terms) {
        Set<String> released = new TreeSet<>();
        Set<String> masked = new TreeSet<>();
        List<Line> lines = Objects.requireNonNull(LINES.get(terms));
        assertThat(lines).anyMatch(line -> line.whose() == Whose.OWN).anyMatch(line -> line.whose() == Whose.ANOTHERS);
        for (Line line : lines) {
            boolean anothersToo = line.table().foreignTier().isPresent() && isReleased("CLOSED", Whose.ANOTHERS, terms);
            if (line.whose() == Whose.ANOTHERS && !anothersToo) {
                assertThat(line.released()).as(line.toString()).isEmpty();
                continue;
            }
            assertThat(line.released()).as(line.operation().toString()).hasSameSizeAs(line.sent());
            line.sent().forEach((column, sent) -> {
                List<Field> fields = line.table().column(column);
                boolean expected = !fields.isEmpty()
                        && fields.stream()
                                .map(FieldsOfAnswer::kind)
                                .allMatch(kind -> isReleased(kind, Whose.OWN, terms)
                                        && (!anothersToo || isReleased(kind, Whose.ANOTHERS, terms)));
                fields.forEach(field -> (expected ? released : masked).add(FieldsOfAnswer.kind(field)));
                assertThat(line.released().get(column))
                        .as(line.operation() + " " + column)
                        .isEqualTo(expected ? sent : Marker.TEXT);
            });
        }
        assertThat(released).contains("PUBLISHED", "IDENTIFIER", "CLOSED");
        assertThat(terms == Terms.USUAL || terms == Terms.ANALYSIS ? masked : released)
                .contains("PERSON_NAME", "CONTACT", "FREE_TEXT");
    }

    /** What no answer has of a kind, no CSV has either, but in one: T3 of another's is never released. */
    private static boolean isReleased(String kind, Whose whose, Terms terms) {
        return Objects.requireNonNull(EXPECTED.get(new Cell(kind, whose, terms)))
                .equals("R");
    }
}
