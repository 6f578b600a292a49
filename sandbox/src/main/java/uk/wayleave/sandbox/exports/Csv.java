package uk.wayleave.sandbox.exports;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Rows as comma-separated values (RFC 4180), with a line of names first. */
final class Csv {
    private Csv() {}

    static byte[] of(List<String> columns, List<ObjectNode> rows) {
        StringBuilder text = new StringBuilder();
        line(text, columns);
        rows.forEach(row -> line(
                text, columns.stream().map(column -> cell(row.path(column))).toList()));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, List<String> cells) {
        text.append(cells.stream().map(Csv::quoted).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(JsonNode value) {
        if (value.isArray()) {
            return value.valueStream().map(Csv::cell).collect(Collectors.joining("; "));
        }
        return value.isObject() ? value.toString() : value.asString("");
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? cell : '"' + cell.replace("\"", "\"\"") + '"';
    }
}
