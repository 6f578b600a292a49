package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.wayleave.control.http.Role.AUDITOR;
import static uk.wayleave.control.http.Role.CONTROLLER_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INFORMATION_GOVERNANCE_OFFICER;
import static uk.wayleave.control.http.Role.INTEGRATOR_ADMINISTRATOR;
import static uk.wayleave.control.http.Role.INTEGRATOR_ENGINEER;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import uk.wayleave.framework.Basis;
import uk.wayleave.register.agreement.ContractTerm;
import uk.wayleave.register.agreement.Gaps;

/** An agreement drafted part by part over the API, by the same rules as on the pages. */
class DraftsOverJsonTest {
    private static final Town TOWN = new Town();
    private static final byte[] CONTRACT =
            "%PDF-1.7\nbetween Mallow Water and Roadtide".getBytes(StandardCharsets.US_ASCII);

    private final Client ada = TOWN.water.as(CONTROLLER_ADMINISTRATOR);
    private final Client iggy = TOWN.water.as(INFORMATION_GOVERNANCE_OFFICER);
    private final Client iva = TOWN.roadtide.as(INTEGRATOR_ADMINISTRATOR);

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private static Map<String, Object> answer(String field, Object... values) {
        return Map.of("field", field, "values", List.of(values));
    }

    private static Answer fillIn(Client by, String draft, String part, int revision, List<?> answers) {
        return by.put(draft + "/parts/" + part, Map.of("revision", revision, "answers", answers));
    }

    private static JsonNode part(Answer draft, String name) {
        for (JsonNode part : draft.json().get("parts"))
            if (part.get("part").asString().equals(name)) return part;
        throw new AssertionError(draft.body());
    }

    private static Answer upload(Client by, String path, String type, byte[] bytes) {
        return by.send(by.request(path).header("Content-Type", type).POST(BodyPublishers.ofByteArray(bytes)));
    }

    private static List<Map<String, Object>> parties() {
        return List.of(
                answer("controller-name", "Mallow Water Limited"),
                answer("controller-codes", "9101"),
                answer("controller-ico", "ZA123456"),
                answer("integrator-name", "Roadtide Systems Limited"),
                answer("integrator-ico", "ZB654321"));
    }

    private static Map<String, List<Map<String, Object>>> otherParts() {
        List<Map<String, Object>> basis = new ArrayList<>(List.of(answer("basis", "PROCESSOR_AGREEMENT")));
        for (ContractTerm term : ContractTerm.of(Basis.PROCESSOR_AGREEMENT))
            basis.add(answer("term-" + term, "clause 4, " + term.source()));
        return Map.ofEntries(
                Map.entry("basis", basis),
                Map.entry(
                        "dates",
                        List.of(
                                answer("from-day", "1"),
                                answer("from-month", "1"),
                                answer("from-year", "2026"),
                                answer("until-day", "1"),
                                answer("until-month", "1"),
                                answer("until-year", "2036"),
                                answer("review-day", "1"),
                                answer("review-month", "1"),
                                answer("review-year", "2031"),
                                answer("dpia", "DPIA-7"))),
                Map.entry(
                        "purposes",
                        List.of(
                                answer("purposes", "manage-own-permits"),
                                answer("words", "Planners apply for permits in Roadtide."))),
                Map.entry("operations", List.of(answer("versions", "v6"), answer("operations", "work.GetWork"))),
                Map.entry("data", List.of(answer("tier", "T2"), answer("side", "1000"))),
                Map.entry("free-text", List.of(answer("text-otherwise", "REFUSE"))),
                Map.entry("proof", List.of(answer("proof-read", "L1"), answer("proof-write", "L2"))),
                Map.entry(
                        "products",
                        List.of(
                                answer("product-" + TOWN.product + "-0-system", "Permit desk"),
                                answer("product-" + TOWN.product + "-0-country", "GB"),
                                answer("product-" + TOWN.product + "-0-audience", "CONTROLLER_STAFF"))),
                Map.entry("sub-processors", List.of(answer("processors", "Cumulus Hosting, GB"))),
                Map.entry("retention", List.of(answer("retention", "30"))),
                Map.entry(
                        "clauses",
                        List.of(answer(
                                "attested",
                                Gaps.toAttest(Basis.PROCESSOR_AGREEMENT).stream()
                                        .map(Object::toString)
                                        .toArray()))));
    }

    @Test
    void isFilledInByColleaguesSaysItsGapsAndIsOfferedAndSignedAtLast() {
        Answer begun = ada.post("/api/agreement-drafts", Map.of("integrator", TOWN.roadtide.id()));
        assertThat(begun.status()).as(begun.body()).isEqualTo(201);
        String agreement = "/api/agreements/" + begun.text("/agreement");
        String draft = agreement + "/draft";
        assertThat(begun.json().get("version").asInt()).isEqualTo(1);
        assertThat(begun.json().get("complete").asBoolean()).isFalse();

        Answer half = fillIn(iggy, draft, "parties", 0, parties().subList(0, 2));
        assertThat(part(half, "parties").get("revision").asInt()).isEqualTo(1);
        assertThat(part(half, "parties").get("missing").toString())
                .contains("controller-ico", "integrator-name")
                .doesNotContain("controller-name");
        assertThat(ada.get("/api/agreement-drafts").json().get("items")).hasSize(1);
        Answer early = ada.post(draft + "/offer");
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.text("/code")).isEqualTo("draft-incomplete");
        assertThat(early.json().get("errors").toString())
                .contains("/parts/parties/controller-ico", "/parts/dates/dpia");

        assertThat(fillIn(ada, draft, "parties", 0, parties()).status())
                .as("the second of two is told")
                .isEqualTo(409);
        assertThat(fillIn(ada, draft, "parties", 1, parties()).status()).isEqualTo(200);
        otherParts().forEach((part, answers) -> {
            Answer kept = fillIn(ada, draft, part, 0, answers);
            assertThat(kept.status()).as(part + kept.body()).isEqualTo(200);
            assertThat(part(kept, part).get("missing")).as(part).isEmpty();
        });
        assertThat(upload(ada, draft + "/contract?revision=0", "application/pdf", new byte[] {1, 2, 3})
                        .status())
                .isEqualTo(409);
        Answer kept = upload(iggy, draft + "/contract?name=signed.pdf&revision=0", "application/pdf", CONTRACT);
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        assertThat(kept.json().get("complete").asBoolean()).isTrue();
        String hash = part(kept, "contract").at("/answers/0/values/0").asString();

        Answer offered = ada.post(draft + "/offer");
        assertThat(offered.status()).as(offered.body()).isEqualTo(200);
        assertThat(offered.text("/state")).isEqualTo("offered");
        assertThat(offered.text("/current/content/document_hash") + offered.body())
                .contains(hash);
        assertThat(ada.get(draft).status()).isEqualTo(404);
        for (Client signer : List.of(iggy, iva))
            assertThat(signer.post(
                                    agreement + "/sign",
                                    Map.of("version", 1, "content_hash", offered.text("/current/content_hash")))
                            .status())
                    .isEqualTo(200);
        assertThat(ada.post(agreement + "/activate").text("/state")).isEqualTo("active");

        String paper = agreement + "/contracts/" + hash;
        for (Client reader : List.of(ada, iggy, TOWN.water.as(AUDITOR), iva)) {
            Answer read = reader.get(paper);
            assertThat(read.status()).isEqualTo(200);
            assertThat(read.header("Content-Type")).isEqualTo("application/pdf");
            assertThat(read.body()).isEqualTo(new String(CONTRACT, StandardCharsets.US_ASCII));
        }
        assertThat(TOWN.council.as(CONTROLLER_ADMINISTRATOR).get(paper).status())
                .isEqualTo(404);
        assertThat(TOWN.kerbworks.as(INTEGRATOR_ADMINISTRATOR).get(paper).status())
                .isEqualTo(404);

        Answer change = ada.post(draft);
        assertThat(change.status()).as(change.body()).isEqualTo(200);
        assertThat(change.json().get("version").asInt()).isEqualTo(2);
        assertThat(change.json().get("complete").asBoolean()).isTrue();
        assertThat(ada.get(agreement + "/history").body()).contains("agreement.draft-begun");
        assertThat(iva.get(agreement + "/history").body())
                .as("what the Controller drafts is its own until it offers it")
                .contains("agreement.offered")
                .doesNotContain("agreement.draft-");
        assertThat(ada.delete(draft).status()).isEqualTo(204);
        assertThat(ada.get(draft).status()).isEqualTo(404);
    }

    @Test
    void isNobodyElsesAndTakesNoFieldOfAnotherPart() {
        Answer begun = TOWN.council
                .as(CONTROLLER_ADMINISTRATOR)
                .post("/api/agreement-drafts", Map.of("integrator", TOWN.roadtide.id()));
        String draft = "/api/agreements/" + begun.text("/agreement") + "/draft";
        Client council = TOWN.council.as(CONTROLLER_ADMINISTRATOR);

        assertThat(ada.get(draft).status()).isEqualTo(404);
        assertThat(fillIn(ada, draft, "parties", 0, parties()).status()).isEqualTo(404);
        assertThat(upload(ada, draft + "/contract?revision=0", "application/pdf", CONTRACT)
                        .status())
                .isEqualTo(404);
        assertThat(iva.get(draft).status()).isEqualTo(403);
        assertThat(TOWN.roadtide.as(INTEGRATOR_ENGINEER).get(draft).status()).isEqualTo(403);

        Answer foreign = fillIn(council, draft, "retention", 0, List.of(answer("dpia", "DPIA-7")));
        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.text("/errors/0/pointer")).isEqualTo("/answers/0/field");
        assertThat(fillIn(council, draft, "retention", 0, List.of(answer("retention", "1"), answer("retention", "2")))
                        .status())
                .isEqualTo(422);
        assertThat(fillIn(council, draft, "contacts", 0, List.of()).status()).isEqualTo(404);
    }

    @Test
    void takesADocumentThatIsDeclaredToBeOneAndSaysWhichRevisionWasRead() {
        Answer begun = TOWN.council
                .as(CONTROLLER_ADMINISTRATOR)
                .post("/api/agreement-drafts", Map.of("integrator", TOWN.kerbworks.id()));
        String contract = "/api/agreements/" + begun.text("/agreement") + "/draft/contract";
        Client council = TOWN.council.as(CONTROLLER_ADMINISTRATOR);

        assertThat(upload(council, contract + "?revision=0", "application/octet-stream", CONTRACT)
                        .text("/code"))
                .isEqualTo("content-type-not-pdf");
        assertThat(upload(council, contract, "application/pdf", CONTRACT).text("/code"))
                .isEqualTo("query-refused");
        byte[] large = new byte[10 * 1024 * 1024 + 1];
        System.arraycopy(CONTRACT, 0, large, 0, CONTRACT.length);
        assertThat(upload(council, contract + "?revision=0", "application/pdf", large)
                        .status())
                .isEqualTo(413);
    }
}
