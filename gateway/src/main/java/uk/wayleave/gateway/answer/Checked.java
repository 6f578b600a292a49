package uk.wayleave.gateway.answer;

import uk.wayleave.framework.Tier;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.forward.Spool;

/**
 * An answer that this Controller may have: what is in the spool is what may leave.
 *
 * @param mediaType of the body, where there is one
 * @param tier of the record, found from its owner
 * @param unknownMembers members left out because the catalogue does not know them
 * @param withheldRecords records left out
 * @param anothersRows rows, or lines, of other organisations in it
 */
public record Checked(
        Judged judged,
        int status,
        Spool body,
        String mediaType,
        Tier tier,
        Masked masked,
        int unknownMembers,
        int withheldRecords,
        int anothersRows) {
    /** Without rows of other organisations. */
    public Checked(
            Judged judged,
            int status,
            Spool body,
            String mediaType,
            Tier tier,
            Masked masked,
            int unknownMembers,
            int withheldRecords) {
        this(judged, status, body, mediaType, tier, masked, unknownMembers, withheldRecords, 0);
    }

    public static final String JSON = "application/json";
    static final String CSV = "text/csv; charset=utf-8";

    /** Whether it is something that a browser might open rather than a program read. */
    public boolean isDocument() {
        return !mediaType.equals(JSON);
    }
}
