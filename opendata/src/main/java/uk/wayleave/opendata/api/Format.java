package uk.wayleave.opendata.api;

import java.util.Locale;

/** How records can be had. */
enum Format {
    GEOJSON("application/geo+json", "json"),
    CSV("text/csv; charset=utf-8; header=present", "csv"),
    NDJSON("application/x-ndjson", "ndjson");

    private final String type;
    private final String parameter;

    Format(String type, String parameter) {
        this.type = type;
        this.parameter = parameter;
    }

    String type() {
        return type;
    }

    String parameter() {
        return parameter;
    }

    /** By the parameter {@code f}, else by what the caller accepts. */
    static Format of(Ask ask) {
        String wanted = ask.parameter("f").orElse("");
        if (!wanted.isEmpty()) {
            return switch (wanted.toLowerCase(Locale.ROOT)) {
                case "json", "geojson" -> GEOJSON;
                case "csv" -> CSV;
                case "ndjson", "jsonl" -> NDJSON;
                default -> throw new BadAsk("The parameter f is json, csv or ndjson.");
            };
        }
        String accept = ask.header("Accept").orElse("");
        if (accept.contains("text/csv")) {
            return CSV;
        }
        return accept.contains("ndjson") || accept.contains("jsonl") ? NDJSON : GEOJSON;
    }
}
