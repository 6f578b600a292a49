package uk.wayleave.register.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts;
import uk.wayleave.framework.ControllerId;

/** Drafts such as the gateway makes: the intent, the outcome and the release of one call. */
final class Drafts {
    private Drafts() {}

    static List<Draft> ofOneCall(ControllerId controller) {
        return ofOneCall(controller.value(), UUID.randomUUID());
    }

    static List<Draft> ofOneCall(UUID controller, UUID call) {
        List<Draft> drafts = new ArrayList<>();
        for (EntryKind kind : List.of(EntryKind.INTENT, EntryKind.OUTCOME, EntryKind.RELEASE))
            drafts.add(new Draft(UUID.randomUUID(), kind, controller, call, Instant.now(), facts()));
        return drafts;
    }

    static Draft one(ControllerId controller) {
        return ofOneCall(controller).getFirst();
    }

    static Facts facts() {
        return new Facts.Builder()
                .text("operation", "work.createPermit")
                .text("version", "v6")
                .text("agreement", "5f0e6c0e-2f5d-4a39-9a52-1d3f1b6a6d10")
                .text("instruction", "0c2b8f4e-93f1-4c86-8f9a-2f9f6d0a7b11")
                .text("product", "a6b1c2d3-0001-4c86-8f9a-2f9f6d0a7b12")
                .text("purpose", "MANAGE_OWN_PERMITS")
                .texts("clauses", List.of("A1", "A2", "A3", "B1", "B4", "C1", "C5"))
                .text("body", "hmac-sha256:" + "0f".repeat(32))
                .count("status", 201)
                .flag("held", true)
                .build();
    }
}
