package uk.wayleave.register.ledger;

import java.util.List;
import java.util.UUID;
import uk.wayleave.evidence.AppendResult.Committed;
import uk.wayleave.evidence.Receipt;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.DatabaseAddress;
import uk.wayleave.register.postgres.RoleKey;

/**
 * Appends to the ledger of the database with the address {@code args[0]} from several threads, and says the place and
 * chain hash of each entry once it has its receipt. Goes on until it is killed.
 */
final class AppendingProgram {
    static final UUID CONTROLLER = new UUID(1, 1);
    private static final int THREADS = 8;

    private AppendingProgram() {}

    public static void main(String[] args) {
        var ledger = PostgresLedger.open(Database.open(DatabaseAddress.parse(args[0]), RoleKey.of(new byte[32])));
        for (int i = 0; i < THREADS; i++) Thread.ofPlatform().start(() -> append(ledger));
    }

    private static void append(PostgresLedger ledger) {
        while (ledger.append(Drafts.ofOneCall(CONTROLLER, UUID.randomUUID()), List.of())
                instanceof Committed(List<Receipt> receipts)) receipts.forEach(AppendingProgram::say);
        throw new IllegalStateException("The ledger was not available.");
    }

    /** A line at once, or none: what is killed in the middle of one has said nothing. */
    private static synchronized void say(Receipt receipt) {
        System.out.println("committed " + receipt.sequence() + " " + receipt.chainHash());
        System.out.flush();
    }
}
