package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.control.http.Role;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts;
import uk.wayleave.register.call.Week;

/** A person's week and objection over JSON. */
class DigestTest {
    private static final Town TOWN = new Town();
    private static final Client PERSON = TOWN.water.as(Role.REQUESTER);
    private static final Client OFFICER = TOWN.water.as(Role.INFORMATION_GOVERNANCE_OFFICER);

    private final String week = Week.of(TOWN.clock.instant()).toString();
    private static final String AGREEMENT = TOWN.active(TOWN.water);

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private String instruction() {
        Answer given = PERSON.post("/api/instructions", wanted());
        assertThat(given.status()).as(given.body()).isEqualTo(201);
        return given.text("/id");
    }

    private Map<String, Object> wanted() {
        Map<String, Object> wanted = TOWN.details();
        wanted.remove("type");
        wanted.put("agreement", AGREEMENT);
        wanted.put("product", TOWN.product);
        wanted.put("from", TOWN.clock.instant().toString());
        wanted.put("persons", List.of(TOWN.water.person(Role.REQUESTER)));
        return wanted;
    }

    private static void wrote(String instruction) {
        UUID call = UUID.randomUUID();
        Facts facts = new Facts.Builder()
                .text("integrator", TOWN.roadtide.id())
                .text("product", TOWN.product)
                .text("operation", "work.CreateWork")
                .text("effect", "WRITE")
                .text("upstream", "done")
                .text("instruction", instruction)
                .text("person", TOWN.water.person(Role.REQUESTER))
                .texts("references", List.of("QA001X1"))
                .count("status", 201)
                .build();
        assertThat(TOWN.ledger.append(
                        List.of(new Draft(
                                UUID.randomUUID(),
                                EntryKind.RELEASE,
                                UUID.fromString(TOWN.water.id()),
                                call,
                                TOWN.clock.instant(),
                                facts)),
                        List.of()))
                .isInstanceOf(AppendResult.Committed.class);
    }

    @Test
    void tellsWhatWasDoneInOnesNameAndTakesAnObjectionToIt() {
        String instruction = instruction();
        wrote(instruction);

        Answer digest = PERSON.get("/api/digest?week=" + week);
        assertThat(digest.json().at("/calls").asInt()).isEqualTo(1);
        assertThat(digest.text("/lines/0/instruction")).isEqualTo(instruction);
        assertThat(digest.text("/lines/0/works/0")).isEqualTo("QA001X1");
        assertThat(digest.json().at("/lines/0/tallies/0/writes").asBoolean()).isTrue();
        assertThat(PERSON.get("/api/digest/calls?week=" + week + "&product=" + TOWN.product + "&instruction="
                                + instruction)
                        .json()
                        .at("/items"))
                .hasSize(1);
        assertThat(OFFICER.get("/api/digest?week=" + week).json().at("/calls").asInt())
                .isZero();

        Map<String, Object> objecting = Map.of("instruction", instruction, "week", week);
        Answer objected = PERSON.post("/api/digest/objections", objecting);
        assertThat(objected.status()).as(objected.body()).isEqualTo(201);
        assertThat(PERSON.post("/api/digest/objections", objecting).text("/id")).isEqualTo(objected.text("/id"));
        assertThat(PERSON.get("/api/instructions/" + instruction).text("/standing"))
                .isEqualTo("suspended");
        assertThat(PERSON.get("/api/digest?week=" + week).text("/lines/0/objection/id"))
                .isEqualTo(objected.text("/id"));
        Answer seen = TOWN.roadtide.as(Role.INTEGRATOR_ENGINEER).get("/api/objected-instructions");
        assertThat(seen.body()).contains(instruction).doesNotContain(TOWN.water.person(Role.REQUESTER));
        assertThat(TOWN.kerbworks
                        .as(Role.INTEGRATOR_ENGINEER)
                        .get("/api/objected-instructions")
                        .json()
                        .at("/items"))
                .isEmpty();

        String path = "/api/objections/" + objected.text("/id") + "/answer";
        Map<String, Object> answer = Map.of("outcome", "withdrawn", "reason", "It was the night job.");
        assertThat(TOWN.council
                        .as(Role.INFORMATION_GOVERNANCE_OFFICER)
                        .post(path, answer)
                        .status())
                .isEqualTo(404);
        assertThat(OFFICER.post(path, answer).text("/outcome")).isEqualTo("withdrawn");
        assertThat(OFFICER.post(path, Map.of("outcome", "upheld", "reason", "No."))
                        .status())
                .isEqualTo(409);
        assertThat(PERSON.get("/api/instructions/" + instruction).text("/standing"))
                .isEqualTo("active");
        assertThat(OFFICER.get("/api/objections").text("/items/0/reason")).isEqualTo("It was the night job.");
    }

    @Test
    void givesAnInstructionHoursAndSaysWhichAreNone() {
        Map<String, Object> wanted = wanted();
        wanted.put("kind", "standing");
        wanted.put("schedule", List.of(Map.of("days", List.of("monday", "friday"), "from", "06:00", "until", "24:00")));

        Answer given = PERSON.post("/api/instructions", wanted);
        assertThat(given.status()).as(given.body()).isEqualTo(201);
        assertThat(given.json().at("/schedule/0/days")).hasSize(2);
        assertThat(given.text("/schedule/0/until")).isEqualTo("24:00");

        wanted.put("schedule", List.of(Map.of("days", List.of(), "from", "06:00", "until", "20:00")));
        assertThat(PERSON.post("/api/instructions", wanted).body()).contains("/schedule/0");
        wanted.put("schedule", List.of(Map.of("days", List.of("someday"), "from", "06:00", "until", "20:00")));
        assertThat(PERSON.post("/api/instructions", wanted).status()).isEqualTo(400);
    }

    @Test
    void saysWhatIsWrongWithAWeek() {
        assertThat(PERSON.get("/api/digest?week=2026-11-24").status()).isEqualTo(400);
        assertThat(PERSON.post("/api/digest/objections", Map.of("instruction", instruction(), "week", "2026-11-24"))
                        .body())
                .contains("/week");
        assertThat(PERSON.get("/api/digest/calls?product=none").status()).isEqualTo(400);
        assertThat(PERSON.get("/api/digest/calls").status()).isEqualTo(400);
    }
}
