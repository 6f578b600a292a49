package uk.wayleave.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AfterContainer;
import uk.wayleave.register.ledger.LedgerReader;

/**
 * CSVs in which Street Manager mixes another's lines with the caller's, columns in any order and some that nobody knows,
 * and files that are another's: nothing that stands only there appears anywhere.
 */
class NothingOfAnotherInExportsTest {
    private static final List<String> COLUMNS = List.of(
            "Permit reference number",
            "Promoter SWA code",
            "Permit status",
            "Street name",
            "Secondary contact",
            "Works location description",
            "Somebody");

    private static final Proving PROVING = Proving.with(options -> options);
    private static final LedgerReader LEDGER = new LedgerReader(PROVING.world.database);
    private static int ownLines;

    @AfterContainer
    static void stop() {
        PROVING.close();
        assertThat(ownLines).as("own lines that were released").isGreaterThan(30);
    }

    private static String cell(String text, Random random) {
        return random.nextBoolean() ? "\"" + text + "\"" : text;
    }

    private static String line(List<String> columns, boolean others, Set<String> planted, Random random) {
        int number = random.nextInt(1_000);
        return columns.stream()
                .map(column -> switch (column) {
                    case "Permit reference number" -> (others ? "ZF001K" : "ZW001X") + number + "-01";
                    case "Promoter SWA code" -> others ? World.FIBRE_CODE : World.WATER_CODE;
                    default -> {
                        String value = (others ? "Kanarie" : "own") + random.nextInt(1_000_000_000) + "q";
                        if (others) {
                            planted.add(value);
                        }
                        yield random.nextInt(5) == 0 ? value + ", \"\"and\"\"\r\nmore" : value;
                    }
                })
                .map(text -> text.contains(",") ? "\"" + text + "\"" : cell(text, random))
                .collect(Collectors.joining(","));
    }

    @Property(tries = 60, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void appearsInACsvAFileAHeaderALogOrTheLedger(@ForAll long seed) {
        Random random = new Random(seed);
        Set<String> planted = new HashSet<>();
        List<String> columns = new ArrayList<>(COLUMNS);
        Collections.shuffle(columns, random);
        StringBuilder csv = new StringBuilder(String.join(",", columns)).append("\r\n");
        for (int i = 1 + random.nextInt(8); i > 0; i--) {
            csv.append(line(columns, random.nextBoolean(), planted, random)).append("\r\n");
        }
        String inFile = "Kanarie" + random.nextInt(1_000_000_000) + "f";
        planted.add(inFile);
        PROVING.upstream.does((request, wire) -> {
            if (request.target().contains("/files/")) {
                wire.bytes(200, "application/pdf", ("%PDF-1.4 " + inFile).getBytes(StandardCharsets.UTF_8));
            } else if (request.method().equals("POST")) {
                wire.json(200, "{\"csv_id\":" + (seed & 0xFFFF) + "}");
            } else {
                wire.bytes(200, "text/csv; charset=utf-8", csv.toString().getBytes(StandardCharsets.UTF_8));
            }
        });

        List<Http.Answer> answers = new ArrayList<>();
        answers.add(PROVING.world.http.post("/v6/export/permits/csv", PROVING.token, "{}"));
        answers.add(PROVING.world.http.get("/v6/export/csv/" + (seed & 0xFFFF), PROVING.token));
        answers.add(PROVING.world.http.get("/v6/work/files/" + (1 + random.nextInt(1_000_000)), PROVING.token));

        assertThat(answers.get(1).status()).as(answers.get(1).body()).isEqualTo(200);
        assertThat(answers.get(2).status()).isEqualTo(403);
        ownLines += answers.get(1).body().split("ZW001X", -1).length - 1;
        List<String> seen = new ArrayList<>();
        for (Http.Answer answer : answers) {
            seen.add(answer.response().headers() + " " + answer.body());
            LEDGER.ofCall(PROVING.world.water.id().value(), UUID.fromString(answer.header("Wayleave-Call")))
                    .forEach(entry -> seen.add(new String(entry.canonical(), StandardCharsets.UTF_8)));
        }
        seen.add(PROVING.log.text());
        planted.add("ZF001K");
        assertThat(planted.stream().filter(value -> seen.stream().anyMatch(text -> text.contains(value))))
                .isEmpty();
    }
}
