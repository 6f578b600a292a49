package uk.wayleave.evidence;

import java.nio.charset.StandardCharsets;
import java.util.TreeMap;
import uk.wayleave.evidence.Facts.Fact;

/** How a receipt is shown to people and given to programs. */
public final class ReceiptForm {
    private ReceiptForm() {}

    /** Some lines to read, print or read out; the last ends without a line break. */
    public static String text(Receipt receipt) {
        return """
                Wayleave receipt %s
                  entry     %d
                  drafted   %s
                  leaf      sha-256 %s
                  chain     sha-256 %s""".formatted(receipt.id(), receipt.sequence(), receipt.at(), receipt.leafHash(), receipt.chainHash());
    }

    /** A JSON object (RFC 8785) with {@code at}, {@code chain}, {@code id}, {@code leaf} and {@code sequence}. */
    public static String json(Receipt receipt) {
        var members = new TreeMap<String, Fact>();
        members.put("at", new Fact.Text(receipt.at().toString()));
        members.put("chain", new Fact.Text(receipt.chainHash()));
        members.put("id", new Fact.Text(receipt.id().toString()));
        members.put("leaf", new Fact.Text(receipt.leafHash()));
        members.put("sequence", new Fact.Count(receipt.sequence()));
        var json = new CanonicalWriter();
        json.object(members);
        return new String(json.bytes(), StandardCharsets.UTF_8);
    }
}
