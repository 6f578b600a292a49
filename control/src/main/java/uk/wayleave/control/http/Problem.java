package uk.wayleave.control.http;

import java.util.List;
import java.util.Optional;

/**
 * An error as {@code application/problem+json} (RFC 9457). Says what was wrong, where and what to do; never repeats a
 * value that was sent.
 *
 * @param type {@code about:blank}: the status says what kind it is, and {@code code} which
 * @param title the status in words
 * @param code stable, for scripts
 * @param errors for a body or query that was not understood, each member at fault
 */
public record Problem(
        String type,
        String title,
        int status,
        String code,
        String detail,
        Optional<String> cure,
        Optional<List<FieldError>> errors) {
    /**
     * One member at fault.
     *
     * @param pointer JSON Pointer into the body (RFC 6901); empty for the whole of it
     */
    public record FieldError(String pointer, String detail, String cure) {}

    public static Problem of(Status status, String code, String detail, String cure) {
        return new Problem(
                "about:blank",
                status.words(),
                status.number(),
                code,
                detail,
                cure.isEmpty() ? Optional.empty() : Optional.of(cure),
                Optional.empty());
    }

    static Problem of(Status status, String code, String detail, FieldError error) {
        return new Problem(
                "about:blank",
                status.words(),
                status.number(),
                code,
                detail,
                Optional.of(error.cure()),
                Optional.of(List.of(error)));
    }

    /** The statuses we refuse with. */
    public enum Status {
        BAD_REQUEST(400, "Bad Request"),
        UNAUTHORIZED(401, "Unauthorized"),
        FORBIDDEN(403, "Forbidden"),
        NOT_FOUND(404, "Not Found"),
        METHOD_NOT_ALLOWED(405, "Method Not Allowed"),
        NOT_ACCEPTABLE(406, "Not Acceptable"),
        CONFLICT(409, "Conflict"),
        CONTENT_TOO_LARGE(413, "Content Too Large"),
        UNSUPPORTED_MEDIA_TYPE(415, "Unsupported Media Type"),
        UNPROCESSABLE_CONTENT(422, "Unprocessable Content"),
        TOO_MANY_REQUESTS(429, "Too Many Requests"),
        HEADERS_TOO_LARGE(431, "Request Header Fields Too Large"),
        INTERNAL_SERVER_ERROR(500, "Internal Server Error"),
        SERVICE_UNAVAILABLE(503, "Service Unavailable");

        private final int number;
        private final String words;

        Status(int number, String words) {
            this.number = number;
            this.words = words;
        }

        public int number() {
            return number;
        }

        public String words() {
            return words;
        }

        /** The one with this number; a plain bad request or server error for one that we do not use. */
        public static Status of(int number) {
            for (Status status : values()) if (status.number == number) return status;
            return number >= 500 ? INTERNAL_SERVER_ERROR : BAD_REQUEST;
        }
    }
}
