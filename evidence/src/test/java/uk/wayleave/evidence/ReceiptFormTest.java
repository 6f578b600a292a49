package uk.wayleave.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReceiptFormTest {
    private static final Receipt RECEIPT = new Receipt(
            new UUID(7, 1), 4711, "aa".repeat(32), "bb".repeat(32), Instant.parse("2026-11-24T09:30:00.5Z"));

    @Test
    void isALineForEachThingAPersonAsksAfter() {
        assertThat(ReceiptForm.text(RECEIPT)).isEqualTo("""
                Wayleave receipt 00000000-0000-0007-0000-000000000001
                  entry     4711
                  drafted   2026-11-24T09:30:00.500Z
                  leaf      sha-256 %s
                  chain     sha-256 %s""".formatted("aa".repeat(32), "bb".repeat(32)));
    }

    @Test
    void isAnObjectForPrograms() {
        assertThat(ReceiptForm.json(RECEIPT))
                .isEqualTo("{\"at\":\"2026-11-24T09:30:00.500Z\",\"chain\":\"%s\",".formatted("bb".repeat(32))
                        + "\"id\":\"00000000-0000-0007-0000-000000000001\",\"leaf\":\"%s\",\"sequence\":4711}"
                                .formatted("aa".repeat(32)));
    }
}
