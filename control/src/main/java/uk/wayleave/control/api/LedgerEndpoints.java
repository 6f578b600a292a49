package uk.wayleave.control.api;

import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.DFT_OBSERVER;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.OPERATOR;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import tools.jackson.databind.JsonNode;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Call;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Json;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.evidence.LedgerVerifier;
import uk.wayleave.evidence.Receipt;
import uk.wayleave.evidence.StoredEntry;
import uk.wayleave.evidence.Verdict;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.register.Body;
import uk.wayleave.register.ledger.LedgerReader;

/** The ledger: everybody's own entries, the receipt of each, and whether the whole is sound. */
public final class LedgerEndpoints {
    private static final UUID OPERATORS_OWN = new UUID(0, 0);
    private static final int MOST = 1000;
    private static final int USUAL = 100;
    private static final Access OWN_ENTRIES = Access.of(
            CONTROLLER_ADMINISTRATOR, INFORMATION_GOVERNANCE_OFFICER, AUDITOR, INTEGRATOR_ADMINISTRATOR, OPERATOR);

    private final LedgerReader ledger;
    private final Json json;

    /** A verification reads the whole ledger, so there is one at a time. */
    private final Semaphore verifying = new Semaphore(1);

    public LedgerEndpoints(LedgerReader ledger, Json json) {
        this.ledger = ledger;
        this.json = json;
    }

    record EntryView(
            @Meaning("Its place in the whole ledger") long sequence,
            @Meaning("Of its receipt, too") UUID id,

            @Meaning("intent, outcome, release, refusal or act")
            String kind,

            @Meaning("What the entries of one call have in common")
            UUID call,

            Instant at,
            @Meaning("The entry") JsonNode entry,

            @Meaning("The bytes that are hashed, as UTF-8 text")
            String canonical) {}

    record ReceiptView(
            UUID id,
            long sequence,

            @Meaning("SHA-256 of the canonical bytes as a Merkle leaf (RFC 6962), in hexadecimal")
            String leafHash,

            @Meaning("The chain up to and including the entry, in hexadecimal")
            String chainHash,

            Instant at,
            EntryView entry) {}

    record VerdictView(
            boolean intact,

            @Meaning("How many entries there are, or were looked at")
            long entries,

            @Meaning("The chain's head, to keep elsewhere and compare with later")
            Optional<String> head,

            @Meaning("What is wrong, and where it was found")
            Optional<String> fault,

            @Meaning("Entries dated before one that precedes them")
            Optional<Long> datedBackwards) {}

    public List<Endpoint> all() {
        return List.of(
                Endpoint.get("/api/ledger/entries")
                        .named("ledgerEntries", "The entries of one's own body, in their order")
                        .query("after", "The sequence of the last entry of the page before")
                        .query("most", "How many, 1 to 1,000; 100 where left out")
                        .by(OWN_ENTRIES)
                        .lists(EntryView.class, this::entries),
                Endpoint.get("/api/ledger/calls/{call}")
                        .named("ledgerCall", "The entries of one call, in their order")
                        .by(OWN_ENTRIES)
                        .lists(EntryView.class, this::call),
                Endpoint.get("/api/ledger/receipts/{receipt}")
                        .named("receipt", "The receipt with this id, and its entry")
                        .by(OWN_ENTRIES)
                        .shows(ReceiptView.class, this::receipt),
                Endpoint.get("/api/ledger/verify")
                        .named("verifyLedger", "Verify the whole ledger from its first entry; one at a time")
                        .by(Access.of(CONTROLLER_ADMINISTRATOR, AUDITOR, OPERATOR, DFT_OBSERVER))
                        .shows(VerdictView.class, call -> verify()));
    }

    private List<EntryView> entries(Call call) {
        long after = call.number("after", 0, 0, Long.MAX_VALUE);
        int most = Math.toIntExact(call.number("most", USUAL, 1, MOST));
        return ledger.ofController(owner(call), after, most).stream()
                .map(this::view)
                .toList();
    }

    private List<EntryView> call(Call call) {
        return ledger.ofCall(owner(call), call.named("call", UUID::fromString)).stream()
                .map(this::view)
                .toList();
    }

    private ReceiptView receipt(Call call) {
        StoredEntry entry = ledger.entry(owner(call), call.named("receipt", UUID::fromString))
                .orElseThrow(Refused::notFound);
        Receipt receipt = entry.receipt();
        return new ReceiptView(
                receipt.id(), receipt.sequence(), receipt.leafHash(), receipt.chainHash(), receipt.at(), view(entry));
    }

    private VerdictView verify() {
        if (!verifying.tryAcquire()) throw Refused.tooManyAttempts(Duration.ofSeconds(10));
        try {
            return switch (ledger.verify(LedgerVerifier.fromTheStart())) {
                case Verdict.Intact intact ->
                    new VerdictView(
                            true,
                            intact.count(),
                            Optional.of(intact.head().hash().hex()),
                            Optional.empty(),
                            intact.backwards().map(Verdict.Backwards::times));
                case Verdict.Broken broken ->
                    new VerdictView(
                            false,
                            broken.sequence(),
                            Optional.empty(),
                            Optional.of("Entry " + broken.sequence() + ": " + broken.fault() + ". " + broken.detail()),
                            Optional.empty());
            };
        } finally {
            verifying.release();
        }
    }

    private EntryView view(StoredEntry entry) {
        return new EntryView(
                entry.sequence(),
                entry.id(),
                entry.kind(),
                entry.call(),
                entry.at(),
                json.mapper().readTree(entry.canonical()),
                new String(entry.canonical(), StandardCharsets.UTF_8));
    }

    /** Whose entries the caller's body has: a Controller's, an integrator's acts, or the operator's own. */
    private static UUID owner(Call call) {
        return switch (call.person().person().body()) {
            case Body.OfController(ControllerId id) -> id.value();
            case Body.OfIntegrator(IntegratorId id) -> id.value();
            case Body.Operator operator -> OPERATORS_OWN;
        };
    }
}
