package uk.wayleave.gateway.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import uk.wayleave.framework.field.FieldTreatment;
import uk.wayleave.gateway.answer.Marker;
import uk.wayleave.gateway.answer.Spans;
import uk.wayleave.streetmanager.CsvTable;
import uk.wayleave.streetmanager.Field;
import uk.wayleave.streetmanager.FieldClass;

/**
 * Passes one CSV (RFC 4180) on, line by line: a cell of a column that is withheld, or that nobody knows, becomes the
 * marker, another's line is left out, and every other value stays what it is. An empty cell holds nothing to withhold.
 */
public final class CsvWalk {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final int LONGEST_LINE = 1 << 20;
    private static final int MOST_COLUMNS = 1_000;
    private static final int PEEKED = 64 * 1024;
    private static final int HEADING_AT_MOST = 60;

    private final CsvTable table;
    private final Function<Field, FieldTreatment> treatment;
    private final Lines lines;
    private final Spans spans;
    private final SortedSet<String> maskedColumns = new TreeSet<>();
    private final SortedMap<String, Integer> maskedByClass = new TreeMap<>();
    private int masked;
    private int unknownColumns;
    private int withheldLines;

    /** Whether a line may be released. */
    @FunctionalInterface
    public interface Lines {
        /**
         * @param found what stands in the columns that prove whose the line is, by JSON Pointer
         * @param columns the places of all proofs that the CSV has a column for
         */
        boolean mayBeReleased(Map<String, String> found, Set<String> columns);
    }

    /**
     * @param treatment what happens to a field
     * @param lines judges each line; not asked where the table does not say how
     * @param spans masks within texts
     */
    public CsvWalk(CsvTable table, Function<Field, FieldTreatment> treatment, Lines lines, Spans spans) {
        this.table = table;
        this.treatment = treatment;
        this.lines = lines;
        this.spans = spans;
    }

    /** One column of the CSV at hand. */
    private record Column(String name, boolean masked, boolean screened, boolean known, Set<String> classes) {}

    /**
     * Reads all of it and writes what may be released.
     *
     * @throws UnusableCsv if it is no CSV that can be read in only one way, or none of its columns is known
     */
    public void walk(InputStream from, OutputStream to) throws IOException, UnusableCsv {
        BufferedInputStream in = new BufferedInputStream(from, PEEKED);
        if (startsWithMark(in)) {
            in.skipNBytes(BYTE_ORDER_MARK.length);
            to.write(BYTE_ORDER_MARK);
        }
        LineDelimiter delimiter = delimiter(in);
        try (CsvReader<CsvRecord> reader = reader(in);
                CsvWriter writer = CsvWriter.builder()
                        .lineDelimiter(delimiter)
                        .build(new OutputStreamWriter(to, StandardCharsets.UTF_8))) {
            Iterator<CsvRecord> records = reader.iterator();
            if (!records.hasNext()) {
                throw new UnusableCsv("It has no headings.");
            }
            List<String> headings = records.next().getFields();
            List<Column> columns = columns(headings);
            writer.writeRecord(released(headings, columns));
            while (records.hasNext()) {
                line(records.next().getFields(), columns, writer);
            }
        } catch (CsvParseException notCsv) {
            throw new UnusableCsv("It is not CSV that can be read in only one way.");
        } catch (UncheckedIOException failed) {
            throw failed.getCause();
        }
    }

    private static CsvReader<CsvRecord> reader(InputStream in) {
        return CsvReader.builder()
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.STRICT)
                .missingFieldStrategy(FieldMismatchStrategy.STRICT)
                .allowExtraCharsAfterClosingQuote(false)
                .allowUnclosedQuote(false)
                .maxBufferSize(LONGEST_LINE)
                .ofCsvRecord(new InputStreamReader(
                        in,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    private static boolean startsWithMark(BufferedInputStream in) throws IOException {
        in.mark(BYTE_ORDER_MARK.length);
        byte[] first = in.readNBytes(BYTE_ORDER_MARK.length);
        in.reset();
        return Arrays.equals(first, BYTE_ORDER_MARK);
    }

    /** As its first line ends. */
    private static LineDelimiter delimiter(BufferedInputStream in) throws IOException {
        in.mark(PEEKED);
        int before = -1;
        LineDelimiter found = LineDelimiter.CRLF;
        for (int i = 0; i < PEEKED; i++) {
            int b = in.read();
            if (b < 0) {
                break;
            }
            if (b == '\n') {
                found = before == '\r' ? LineDelimiter.CRLF : LineDelimiter.LF;
                break;
            }
            before = b;
        }
        in.reset();
        return found;
    }

    private List<Column> columns(List<String> headings) throws UnusableCsv {
        if (headings.size() > MOST_COLUMNS) {
            throw new UnusableCsv("It has more columns than any list has.");
        }
        List<Column> columns = new ArrayList<>(headings.size());
        for (String heading : headings) {
            String name = CsvTable.nameOf(heading);
            List<Field> fields = table.column(name);
            Set<String> classes = new LinkedHashSet<>();
            boolean known = !fields.isEmpty();
            if (!known) {
                unknownColumns++;
                classes.add(FieldClass.UNCLASSIFIED.name());
            }
            fields.stream()
                    .filter(field -> !isReleased(treatment.apply(field)))
                    .forEach(field -> classes.add(field.fieldClass().name()));
            boolean masked = !classes.isEmpty();
            List<Field> screened = fields.stream()
                    .filter(field -> treatment.apply(field) == FieldTreatment.SCREEN)
                    .toList();
            screened.forEach(field -> classes.add(field.fieldClass().name()));
            columns.add(new Column(name, masked, !screened.isEmpty(), known, classes));
        }
        if (columns.stream().noneMatch(Column::known)) {
            throw new UnusableCsv("None of its columns is known.");
        }
        stopWhereAProofIsThereTwice(columns);
        return columns;
    }

    private static boolean isReleased(FieldTreatment treatment) {
        return treatment == FieldTreatment.RELEASE || treatment == FieldTreatment.SCREEN;
    }

    private void stopWhereAProofIsThereTwice(List<Column> columns) throws UnusableCsv {
        Set<String> seen = new HashSet<>();
        for (Column column : columns) {
            if (!seen.add(column.name()) && proofs().containsKey(column.name())) {
                throw new UnusableCsv("A column that says whose a line is stands there twice.");
            }
        }
    }

    /** A heading that does not look like one might be a value. */
    private static List<String> released(List<String> headings, List<Column> columns) {
        List<String> released = new ArrayList<>(headings.size());
        for (int i = 0; i < headings.size(); i++) {
            String heading = headings.get(i);
            released.add(columns.get(i).known() || looksLikeAHeading(heading) ? heading : Marker.TEXT);
        }
        return released;
    }

    private static boolean looksLikeAHeading(String text) {
        return text.length() <= HEADING_AT_MOST
                && text.codePoints().allMatch(c -> Character.isLetter(c) || " _-/()".indexOf(c) >= 0);
    }

    private void line(List<String> cells, List<Column> columns, CsvWriter writer) {
        if (!mayBeReleased(cells, columns)) {
            withheldLines++;
            return;
        }
        List<String> released = new ArrayList<>(cells.size());
        for (int i = 0; i < cells.size(); i++) {
            Column column = columns.get(i);
            String cell = cells.get(i);
            Optional<String> instead = cell.isEmpty()
                    ? Optional.empty()
                    : column.masked()
                            ? Optional.of(Marker.TEXT)
                            : column.screened() ? spans.masked(cell) : Optional.empty();
            if (instead.isPresent()) {
                masked++;
                maskedColumns.add(column.name());
                column.classes().forEach(one -> maskedByClass.merge(one, 1, Integer::sum));
            }
            released.add(instead.orElse(cell));
        }
        writer.writeRecord(released);
    }

    private boolean mayBeReleased(List<String> cells, List<Column> columns) {
        Map<String, String> proofs = proofs();
        if (proofs.isEmpty()) {
            return true;
        }
        Map<String, String> found = new HashMap<>();
        Set<String> places = new HashSet<>();
        for (int i = 0; i < cells.size(); i++) {
            Optional<String> pointer =
                    Optional.ofNullable(proofs.get(columns.get(i).name()));
            if (pointer.isPresent()) {
                places.add(pointer.get());
                found.put(pointer.get(), cells.get(i));
            }
        }
        return lines.mayBeReleased(found, places);
    }

    /** Column → the place in a row of the list that proves whose it is. */
    private Map<String, String> proofs() {
        Map<String, String> proofs = new HashMap<>();
        for (String pointer : table.proofs()) {
            proofs.put(CsvTable.nameOf(pointer), pointer);
        }
        return proofs;
    }

    /** The names of the columns of which a cell was masked. */
    public List<String> maskedColumns() {
        return List.copyOf(maskedColumns);
    }

    public SortedMap<String, Integer> maskedByClass() {
        return new TreeMap<>(maskedByClass);
    }

    /** Cells that were masked. */
    public int masked() {
        return masked;
    }

    public int unknownColumns() {
        return unknownColumns;
    }

    public int withheldLines() {
        return withheldLines;
    }
}
