package uk.wayleave.register.postgres;

/** Names in SQL text. */
final class SqlIdentifier {
    private SqlIdentifier() {}

    static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
