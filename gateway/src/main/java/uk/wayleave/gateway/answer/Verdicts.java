package uk.wayleave.gateway.answer;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/**
 * Whose an answer's records are, found by a first reading: what stood at the watched places of the record, and a verdict
 * on each row, one byte each.
 */
final class Verdicts {
    private static final List<RowVerdict> ALL = List.of(RowVerdict.values());

    private final Map<String, String> found;
    private final byte[] rows;
    private final int[] counts = new int[ALL.size()];

    private Verdicts(Map<String, String> found, byte[] rows) {
        this.found = Map.copyOf(found);
        this.rows = rows;
        for (byte row : rows) {
            counts[row]++;
        }
    }

    /** Of an answer that shows nothing of whose it is. */
    static Verdicts none() {
        return new Builder().build(Map.of());
    }

    /** What stood at the watched places of the record. */
    Map<String, String> found() {
        return found;
    }

    /** A row that the first reading did not see is nobody's to release. */
    RowVerdict row(int index) {
        return index < rows.length ? ALL.get(rows[index]) : RowVerdict.FOREIGN;
    }

    int count(RowVerdict verdict) {
        return counts[ALL.indexOf(verdict)];
    }

    /** Whether any row is left out, so that a total of all rows would tell of it. */
    boolean leaveSomeOut() {
        return count(RowVerdict.NOT_COVERED) + count(RowVerdict.FOREIGN) > 0;
    }

    /** Collects them in the order of the rows. */
    static final class Builder {
        private final ByteArrayOutputStream rows = new ByteArrayOutputStream();

        void add(RowVerdict verdict) {
            rows.write(ALL.indexOf(verdict));
        }

        Verdicts build(Map<String, String> found) {
            return new Verdicts(found, rows.toByteArray());
        }
    }
}
