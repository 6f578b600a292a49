package uk.wayleave.evidence;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
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
        return written(members(receipt));
    }

    /** The same with the member {@code entry}: the canonical bytes it proves, as text, to be checked without the ledger. */
    public static String jsonWith(StoredEntry entry) {
        Receipt receipt = entry.receipt();
        var members = members(receipt);
        members.put("entry", new Fact.Text(new String(entry.canonical(), StandardCharsets.UTF_8)));
        return written(members);
    }

    /**
     * Reads what {@link #json} or {@link #jsonWith} wrote.
     *
     * @throws IllegalArgumentException if it is no receipt in this form; says where
     */
    public static Given read(String json) {
        SortedMap<String, Fact> members;
        try {
            members = CanonicalReader.object(json.strip().getBytes(StandardCharsets.UTF_8));
        } catch (CanonicalReader.Malformed e) {
            throw new IllegalArgumentException("It is not in the canonical form of JSON that receipts have.", e);
        }
        if (!(members.get("sequence") instanceof Fact.Count(long sequence)))
            throw new IllegalArgumentException("It has no sequence.");
        try {
            return new Given(
                    new Receipt(
                            UUID.fromString(text(members, "id")),
                            sequence,
                            text(members, "leaf"),
                            text(members, "chain"),
                            Instant.parse(text(members, "at"))),
                    members.get("entry") instanceof Fact.Text(String entry) ? Optional.of(entry) : Optional.empty());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("Its time cannot be read.", e);
        }
    }

    /**
     * A receipt that somebody gives back.
     *
     * @param entry the canonical text it claims to be of, where it was kept with it
     */
    public record Given(Receipt receipt, Optional<String> entry) {
        /** Whether the kept entry has the hash that the receipt has; true where none was kept. */
        public boolean agreesWithItself() {
            return entry.map(text -> Chain.leaf(text.getBytes(StandardCharsets.UTF_8))
                            .hex()
                            .equals(receipt.leafHash()))
                    .orElse(true);
        }
    }

    private static String text(SortedMap<String, Fact> members, String name) {
        if (members.get(name) instanceof Fact.Text(String value)) return value;
        throw new IllegalArgumentException("It has no " + name + ".");
    }

    private static SortedMap<String, Fact> members(Receipt receipt) {
        var members = new TreeMap<String, Fact>();
        members.put("at", new Fact.Text(receipt.at().toString()));
        members.put("chain", new Fact.Text(receipt.chainHash()));
        members.put("id", new Fact.Text(receipt.id().toString()));
        members.put("leaf", new Fact.Text(receipt.leafHash()));
        members.put("sequence", new Fact.Count(receipt.sequence()));
        return members;
    }

    private static String written(SortedMap<String, Fact> members) {
        var json = new CanonicalWriter();
        json.object(members);
        return new String(json.bytes(), StandardCharsets.UTF_8);
    }
}
