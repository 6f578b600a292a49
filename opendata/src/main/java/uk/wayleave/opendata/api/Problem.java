package uk.wayleave.opendata.api;

import tools.jackson.databind.json.JsonMapper;

/** Errors as RFC 9457 problems. */
final class Problem {
    private Problem() {}

    static Answer of(int status, String detail) {
        return Answer.of(
                        status,
                        "application/problem+json",
                        JsonMapper.shared()
                                .writeValueAsBytes(JsonMapper.shared()
                                        .createObjectNode()
                                        .put("type", "urn:wayleave:problem:open-data")
                                        .put("title", title(status))
                                        .put("status", status)
                                        .put("detail", detail)))
                .with("Cache-Control", "no-store");
    }

    private static String title(int status) {
        return switch (status) {
            case 400, 413, 415 -> "The request cannot be taken";
            case 403 -> "Not proven";
            case 404 -> "Not here";
            case 405 -> "Not this way";
            case 409 -> "Not beside what there is";
            case 406 -> "Not in this format";
            case 429 -> "Too many requests";
            case 503 -> "Not now";
            default -> "The request could not be answered";
        };
    }
}
