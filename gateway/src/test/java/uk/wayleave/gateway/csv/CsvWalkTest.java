package uk.wayleave.gateway.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.field.FieldTreatment;
import uk.wayleave.gateway.answer.Marker;
import uk.wayleave.gateway.answer.Spans;
import uk.wayleave.screening.Screening;
import uk.wayleave.streetmanager.Api;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.CsvTable;
import uk.wayleave.streetmanager.CsvTables;

class CsvWalkTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private static final CsvTable PERMITS = CsvTables.of(CATALOGUE)
            .of(CATALOGUE
                    .operation(ApiVersion.V6_0, new OperationId("export.GeneratePermitsCSV"))
                    .orElseThrow())
            .orElseThrow();
    private static final CsvTable ALL_OURS = new CsvTable(PERMITS.columns(), Optional.empty(), Optional.empty());

    /** What was released, and the walk that did. */
    private record Released(String text, CsvWalk walk) {}

    private static Released released(CsvTable table, byte[] csv, CsvWalk.Lines lines) throws Exception {
        CsvWalk walk = new CsvWalk(
                table,
                field -> field.isWithheld() ? FieldTreatment.MASK : FieldTreatment.RELEASE,
                lines,
                new Spans(Screening.standard()));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        walk.walk(new ByteArrayInputStream(csv), out);
        return new Released(out.toString(StandardCharsets.UTF_8), walk);
    }

    private static Released released(String csv) throws Exception {
        return released(ALL_OURS, csv.getBytes(StandardCharsets.UTF_8), (found, columns) -> true);
    }

    @Test
    void masksColumnsThatAreWithheldAndThoseThatNobodyKnows() throws Exception {
        Released released = released("""
                Work reference number,Secondary contact,Site foreman,permit_status
                ZW001X1,Jo Example,Al Example,granted
                ZW001X2,,Bo Example,refused
                """);

        assertThat(released.text()).isEqualTo("""
                Work reference number,Secondary contact,Site foreman,permit_status
                ZW001X1,[withheld by Wayleave],[withheld by Wayleave],granted
                ZW001X2,,[withheld by Wayleave],refused
                """);
        assertThat(released.walk().masked()).isEqualTo(3);
        assertThat(released.walk().unknownColumns()).isEqualTo(1);
        assertThat(released.walk().maskedColumns()).containsExactly("secondary_contact", "site_foreman");
        assertThat(released.walk().maskedByClass())
                .containsEntry("UNCLASSIFIED", 2)
                .hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Work reference number",
                "work_reference_number",
                "WORK REFERENCE NUMBER",
                "Work-reference-number",
                " Work  reference number ",
                "work reference number?"
            })
    void knowsAColumnHoweverItsHeadingIsWritten(String heading) throws Exception {
        assertThat(released("\"" + heading + "\"\nZW001X1\n").walk().unknownColumns())
                .isZero();
    }

    @Test
    void aHeadingThatMightBeAValueIsMaskedToo() throws Exception {
        assertThat(released("permit_status,jo@example.org,020 7946 0000\ngranted,a,b\n")
                        .text())
                .isEqualTo("permit_status," + Marker.TEXT + "," + Marker.TEXT + "\ngranted," + Marker.TEXT + ","
                        + Marker.TEXT + "\n");
    }

    @Test
    void leavesLinesOutThatMayNotBeReleased() throws Exception {
        String proof = PERMITS.proofs().getFirst();
        String csv = CsvTable.nameOf(proof) + ",permit_status\nours,granted\ntheirs,refused\nours,closed\n";
        Released released = released(
                PERMITS,
                csv.getBytes(StandardCharsets.UTF_8),
                (found, columns) -> columns.contains(proof) && "ours".equals(found.get(proof)));

        assertThat(released.text()).contains("granted", "closed").doesNotContain("refused", "theirs");
        assertThat(released.walk().withheldLines()).isEqualTo(1);
    }

    @Test
    void refusesAColumnThatProvesWhoseALineIsTwice() {
        String heading = CsvTable.nameOf(PERMITS.proofs().getFirst());
        assertThatExceptionOfType(UnusableCsv.class)
                .isThrownBy(() -> released(
                        PERMITS,
                        (heading + "," + heading + "\na,b\n").getBytes(StandardCharsets.UTF_8),
                        (found, columns) -> true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Jo Example,jo@example.org\n",
                "name;permit_status\nJo;granted\n",
                "permit_status,work_reference_number\ngranted\n",
                "permit_status\ngranted,more\n",
                "permit_status\n\"granted\n",
                "permit_status\n\"granted\"x\n",
                "{\"message\":\"no CSV\"}",
                "<html></html>"
            })
    void refusesWhatIsNoCsvOfKnownColumnsInOnlyOneReading(String csv) {
        assertThatExceptionOfType(UnusableCsv.class).isThrownBy(() -> released(csv));
    }

    @Test
    void refusesALineLongerThanAnyIs() {
        assertThatExceptionOfType(UnusableCsv.class)
                .isThrownBy(() -> released("permit_status\n" + "x".repeat(2 << 20) + "\n"));
    }

    @Test
    void refusesWhatIsNotUtf8() {
        byte[] csv = "permit_status\ngrant?d\n".getBytes(StandardCharsets.US_ASCII);
        csv[19] = (byte) 0xe9;
        assertThatExceptionOfType(CharacterCodingException.class)
                .isThrownBy(() -> released(ALL_OURS, csv, (found, columns) -> true));
    }

    @Test
    void keepsByteOrderMarkAndLineEnds() throws Exception {
        assertThat(released("\ufeffpermit_status\r\ngranted\r\n").text())
                .isEqualTo("\ufeffpermit_status\r\ngranted\r\n");
        assertThat(released("permit_status\ngranted\n").text()).isEqualTo("permit_status\ngranted\n");
    }

    @Test
    void everyTableOfACsvKnowsColumnsAndThoseOfListsProofs() {
        CsvTables tables = CsvTables.of(CATALOGUE);
        CATALOGUE.versions().stream()
                .flatMap(version -> CATALOGUE.operations(version).stream())
                .filter(operation ->
                        operation.api() == Api.EXPORT && !operation.name().equals("GetCsv"))
                .forEach(operation -> {
                    Optional<CsvTable> table = tables.of(operation);
                    assertThat(table).as(operation.toString()).isPresent();
                    assertThat(table.get().columns()).as(operation.toString()).isNotEmpty();
                });
        assertThat(PERMITS.proofs()).isNotEmpty();
    }

    /** Rows of cells; the first row has known headings. */
    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> cell = Arbitraries.of("a", "é", "\"", ",", "\n", "\r\n", " ", "=1+1", "€", "'", ";", "")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts));
        return cell.list().ofSize(3).list().ofMaxSize(20).map(rows -> {
            List<List<String>> all = new ArrayList<>();
            all.add(List.of("permit_status", "Secondary contact", "work_reference_number"));
            all.addAll(rows);
            return all;
        });
    }

    @Property(tries = 300)
    void noValueThatIsReleasedIsAltered(@ForAll("tables") List<List<String>> rows) throws Exception {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(text)) {
            rows.forEach(writer::writeRecord);
        }
        List<List<String>> released = parsed(released(text.toString()).text());

        assertThat(released).hasSameSizeAs(rows);
        for (int i = 0; i < rows.size(); i++) {
            List<String> before = rows.get(i);
            List<String> after = released.get(i);
            assertThat(after.get(0)).isEqualTo(before.get(0));
            assertThat(after.get(2)).isEqualTo(before.get(2));
            boolean kept = i == 0 || before.get(1).isEmpty();
            assertThat(after.get(1)).isEqualTo(kept ? before.get(1) : Marker.TEXT);
        }
    }

    private static List<List<String>> parsed(String csv) throws IOException {
        try (var reader = CsvReader.builder().skipEmptyLines(false).ofCsvRecord(csv)) {
            return reader.stream()
                    .map(record -> List.copyOf(record.getFields()))
                    .toList();
        }
    }

    @Test
    void aLongExportPassesLineByLine() throws Exception {
        StringBuilder csv = new StringBuilder("permit_status,Secondary contact\n");
        IntStream.range(0, 50_000)
                .forEach(i -> csv.append("granted,Person ").append(i).append('\n'));
        Released released = released(csv.toString());

        assertThat(released.text().lines()).hasSize(50_001);
        assertThat(released.walk().masked()).isEqualTo(50_000);
        assertThat(released.text()).doesNotContain("Person");
    }

    @Test
    void nothingIsKnownWithoutATable() {
        CsvTable none = new CsvTable(Map.of(), Optional.empty(), Optional.empty());
        assertThatExceptionOfType(UnusableCsv.class)
                .isThrownBy(() -> released(
                        none, "permit_status\ngranted\n".getBytes(StandardCharsets.UTF_8), (found, columns) -> true));
    }
}
