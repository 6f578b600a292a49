package uk.wayleave.gateway.caller;

/** Marks of what stands for a token. No header of HTTP can hold one (RFC 9110 section 5.5), so nobody can send it. */
final class Written {
    static final char SUBSCRIPTION = '\n';
    static final char TEXT_SCAN = '\0';

    private Written() {}

    static boolean isStandIn(String token) {
        return token.indexOf(SUBSCRIPTION) >= 0 || token.indexOf(TEXT_SCAN) >= 0;
    }
}
