package uk.wayleave.bench.gateway;

/**
 * A round in which every answer was compared with the expected body, byte for byte.
 *
 * @param right answers with status 200 and that body
 * @param wrong all others
 * @param bytes everything read: heads and bodies
 */
record Verification(long right, long wrong, long bytes, long socketErrors, long timeouts) {
    boolean failed() {
        return right == 0 || wrong + socketErrors + timeouts > 0;
    }

    double bytesPerRequest() {
        return (double) bytes / right;
    }
}
