package uk.wayleave.streetmanager;

import static uk.wayleave.streetmanager.CatalogueFiles.elements;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Tier;

/** What is known of the columns of Street Manager's CSVs, from the lists and records they are of. Immutable. */
public final class CsvTables {
    private static final String FILE = "csv-tables.json";

    private final Map<Operation, CsvTable> tables;

    private CsvTables(Map<Operation, CsvTable> tables) {
        this.tables = tables;
    }

    /**
     * For every version of the catalogue.
     *
     * @throws IllegalStateException if the product's own file is damaged
     */
    public static CsvTables of(Catalogue catalogue) {
        JsonNode file = file().path("tables");
        Map<Operation, CsvTable> tables = new HashMap<>();
        for (ApiVersion version : catalogue.versions()) {
            for (Map.Entry<String, JsonNode> entry : file.properties()) {
                catalogue
                        .operation(version, new OperationId(entry.getKey()))
                        .ifPresent(operation -> tables.put(
                                operation,
                                table(
                                        catalogue,
                                        version,
                                        elements(entry.getValue()).toList())));
            }
        }
        return new CsvTables(tables);
    }

    private static JsonNode file() {
        try (InputStream in = CsvTables.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException("The catalogue's file " + FILE + " is missing from the program.");
            }
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException("The catalogue's file " + FILE + " cannot be read.", e);
        }
    }

    /** @param operation that has the CSV made, or gives it itself */
    public Optional<CsvTable> of(Operation operation) {
        return Optional.ofNullable(tables.get(operation));
    }

    private static CsvTable table(Catalogue catalogue, ApiVersion version, List<JsonNode> sources) {
        Map<String, List<Field>> columns = new HashMap<>();
        Optional<Ownership.ByRow> rows = Optional.empty();
        Optional<Tier> foreignTier = Optional.empty();
        for (JsonNode source : sources) {
            Optional<Operation> operation = catalogue.operation(version, new OperationId(source.asString()));
            if (operation.isPresent() && operation.get().answer() instanceof AnswerShape.Json(Shape shape)) {
                row(shape, operation.get()).ifPresent(row -> add(row, columns));
                if (rows.isEmpty() && operation.get().ownership() instanceof Ownership.ByRow byRow) {
                    rows = Optional.of(byRow);
                    foreignTier = operation.get().foreignTier();
                }
            }
        }
        return new CsvTable(columns, rows, foreignTier);
    }

    /** What stands for one line: the item of the list, or the record itself. */
    private static Optional<Shape.ObjectShape> row(Shape shape, Operation operation) {
        Shape found = shape;
        if (operation.api() == Api.REPORTING && shape instanceof Shape.ObjectShape object) {
            found = object.field("rows").map(Field::shape).orElse(shape);
        }
        if (found instanceof Shape.ArrayShape(Shape items)) {
            found = items;
        }
        return found instanceof Shape.ObjectShape row ? Optional.of(row) : Optional.empty();
    }

    /** Only what fits in a cell. */
    private static void add(Shape.ObjectShape row, Map<String, List<Field>> columns) {
        for (Field field : row.fields()) {
            if (fitsInACell(field.shape())) {
                columns.computeIfAbsent(CsvTable.nameOf(field.name()), _ -> new ArrayList<>())
                        .add(field);
            }
        }
    }

    private static boolean fitsInACell(Shape shape) {
        return switch (shape) {
            case Shape.ScalarShape _, Shape.FreeShape _ -> true;
            case Shape.ArrayShape(Shape items) -> items instanceof Shape.ScalarShape;
            case Shape.ObjectShape _ -> false;
        };
    }
}
