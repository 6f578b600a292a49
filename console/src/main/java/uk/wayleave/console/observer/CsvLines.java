package uk.wayleave.console.observer;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Comma-separated values (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe before it, so that a
 * name somebody registered does nothing on the desk of whoever opens the file.
 */
final class CsvLines {
    private CsvLines() {}

    static String of(List<List<String>> lines) {
        return lines.stream()
                .map(line -> line.stream().map(CsvLines::cell).collect(Collectors.joining(",")) + "\r\n")
                .collect(Collectors.joining());
    }

    private static String cell(String value) {
        String safe = !value.isEmpty() && "=+-@\t\r".indexOf(value.charAt(0)) >= 0 ? "'" + value : value;
        boolean plain = safe.chars().noneMatch(one -> one == ',' || one == '"' || one == '\n' || one == '\r');
        return plain ? safe : "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
