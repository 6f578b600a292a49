package uk.wayleave.gateway.form;

/**
 * One column of USRNs without a heading, at most 10,000 (DfT, resource guide V3, geographical areas), checked byte by
 * byte as it passes: such a file can hold nothing else.
 */
final class StreetList {
    private static final int MOST = 10_000;
    /** The National Street Gazetteer has eight digits. */
    private static final int LONGEST = 8;

    private boolean holds = true;
    private int digits;
    private int streets;
    private boolean afterReturn;

    void update(byte[] bytes, int offset, int count) {
        for (int i = offset; holds && i < offset + count; i++) {
            take(bytes[i]);
        }
    }

    private void take(byte b) {
        if (b >= '0' && b <= '9') {
            digits++;
            holds = digits <= LONGEST && !afterReturn;
        } else if (b == '\r') {
            holds = digits > 0 && !afterReturn;
            afterReturn = true;
        } else if (b == '\n') {
            holds = digits > 0 && ++streets <= MOST;
            digits = 0;
            afterReturn = false;
        } else {
            holds = false;
        }
    }

    /** Whether all that passed is such a list. */
    boolean isOne() {
        return holds && !afterReturn && streets + (digits > 0 ? 1 : 0) <= MOST && streets + digits > 0;
    }
}
