package uk.wayleave.gateway.forward;

/** The body of a call as it goes out: written by us, never the bytes that came in. */
public sealed interface OutboundBody {
    record None() implements OutboundBody {}

    /** JSON in UTF-8. */
    record Json(byte[] bytes) implements OutboundBody {}

    /**
     * A multipart form (RFC 7578) whose one file waits in a spool, so that it is never whole in memory.
     *
     * @param boundary ours
     * @param before all bytes before those of the file
     * @param file its bytes; closed by whoever made it, after the call
     * @param after all bytes after those of the file
     */
    record Form(String boundary, byte[] before, Spool file, byte[] after) implements OutboundBody {
        /** In bytes. */
        public long length() {
            return before.length + file.size() + after.length;
        }

        @Override
        public String toString() {
            return "Form[bytes=" + length() + "]";
        }
    }
}
