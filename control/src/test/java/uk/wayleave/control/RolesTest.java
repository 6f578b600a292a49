package uk.wayleave.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.wayleave.control.http.Role;

/**
 * Who may use what: every endpoint by every kind of caller. Each is asked with a body that cannot be understood, so that
 * nothing is done: who is let in is told that (400), who is not is refused before it (401, 403).
 */
class RolesTest {
    /**
     * O operator, D DfT's observer, C Controller's administrator, G information governance officer, R requester,
     * A auditor, I integrator's administrator, E integrator's engineer, P product, N nobody we know.
     */
    private static final String TABLE = """
            POST   /api/sign-in                                             O D C G R A I E P N
            GET    /api/session                                             O D C G R A I E . .
            DELETE /api/session                                             O D C G R A I E . .
            PUT    /api/session/password                                    O D C G R A I E . .
            POST   /api/controllers                                         O . . . . . . . . .
            GET    /api/controllers                                         O . C G R A . . . .
            GET    /api/controllers/{controller}                            O . C G R A . . . .
            POST   /api/controllers/{controller}/organisations              . . C . . . . . . .
            GET    /api/controllers/{controller}/organisations              . . C G R A . . . .
            PUT    /api/controllers/{controller}/organisations/{swaCode}    . . C . . . . . . .
            POST   /api/controllers/{controller}/people                     O . C . . . . . . .
            GET    /api/controllers/{controller}/people                     . . C . R A . . . .
            PUT    /api/controllers/{controller}/people/{person}/roles      . . C . . . . . . .
            PUT    /api/controllers/{controller}/people/{person}/standing   . . C . . . . . . .
            PUT    /api/controllers/{controller}/people/{person}/sign-in    . . C . . . . . . .
            POST   /api/controllers/{controller}/accounts                   . . C . . . . . . .
            GET    /api/controllers/{controller}/accounts                   . . C . . A . . . .
            PUT    /api/controllers/{controller}/accounts/{account}/password . . C . . . . . . .
            DELETE /api/controllers/{controller}/accounts/{account}         . . C . . . . . . .
            POST   /api/controllers/{controller}/promoter-contracts         . . C . . . . . . .
            GET    /api/controllers/{controller}/promoter-contracts         . . C G R A . . . .
            POST   /api/controllers/{controller}/promoter-contracts/{contract}/confirm . . C . . . . . . .
            POST   /api/controllers/{controller}/promoter-contracts/{contract}/end . . C . . . . . . .
            POST   /api/integrators                                         O . . . . . . . . .
            GET    /api/integrators                                         O . C G R A I E . .
            GET    /api/integrators/{integrator}                            O . C G R A I E . .
            PUT    /api/integrators/{integrator}/standing                   O . . . . . . . . .
            POST   /api/integrators/{integrator}/products                   . . . . . . I . . .
            GET    /api/integrators/{integrator}/products                   O . C G R A I E . .
            PUT    /api/integrators/{integrator}/products/{product}/standing . . . . . . I . . .
            GET    /api/integrators/{integrator}/products/{product}/redirects . . . . . . I E . .
            PUT    /api/integrators/{integrator}/products/{product}/redirects . . . . . . I . . .
            POST   /api/integrators/{integrator}/contacts                   . . . . . . I . . .
            GET    /api/integrators/{integrator}/contacts                   O D C G . A I E . .
            DELETE /api/integrators/{integrator}/contacts/{contact}         . . . . . . I . . .
            POST   /api/integrators/{integrator}/people                     O . . . . . I . . .
            GET    /api/integrators/{integrator}/people                     . . . . . . I . . .
            PUT    /api/integrators/{integrator}/people/{person}/roles      . . . . . . I . . .
            PUT    /api/integrators/{integrator}/people/{person}/standing   . . . . . . I . . .
            PUT    /api/integrators/{integrator}/people/{person}/sign-in    . . . . . . I . . .
            POST   /api/operator/people                                     O . . . . . . . . .
            GET    /api/operator/people                                     O . . . . . . . . .
            PUT    /api/operator/people/{person}/roles                      O . . . . . . . . .
            PUT    /api/operator/people/{person}/standing                   O . . . . . . . . .
            PUT    /api/operator/people/{person}/sign-in                    O . . . . . . . . .
            POST   /api/operator/signing-keys/rotate                        O . . . . . . . . .
            POST   /api/agreements                                          . . C . . . . . . .
            GET    /api/agreements                                          . . C G R A I E . .
            GET    /api/agreements/{agreement}                              . . C G R A I E . .
            GET    /api/agreements/{agreement}/versions                     . . C G R A I E . .
            GET    /api/agreements/{agreement}/clauses                      . . C G R A I E . .
            GET    /api/agreements/{agreement}/history                      . . C G R A I E . .
            PUT    /api/agreements/{agreement}/content                      . . C . . . . . . .
            POST   /api/agreements/{agreement}/offer                        . . C . . . . . . .
            POST   /api/agreements/{agreement}/withdraw                     . . C . . . . . . .
            POST   /api/agreements/{agreement}/attest                       . . . G . . I . . .
            POST   /api/agreements/{agreement}/sign                         . . . G . . I . . .
            POST   /api/agreements/{agreement}/activate                     . . C . . . . . . .
            POST   /api/agreements/{agreement}/suspend                      . . C . . . I . . .
            POST   /api/agreements/{agreement}/resume                       . . C . . . . . . .
            POST   /api/agreements/{agreement}/end                          . . C . . . I . . .
            POST   /api/agreements/{agreement}/amend                        . . C . . . . . . .
            POST   /api/agreement-drafts                                    . . C G . . . . . .
            GET    /api/agreement-drafts                                    . . C G . . . . . .
            POST   /api/agreements/{agreement}/draft                        . . C G . . . . . .
            GET    /api/agreements/{agreement}/draft                        . . C G . . . . . .
            PUT    /api/agreements/{agreement}/draft/parts/{part}           . . C G . . . . . .
            POST   /api/agreements/{agreement}/draft/contract               . . C G . . . . . .
            POST   /api/agreements/{agreement}/draft/offer                  . . C G . . . . . .
            DELETE /api/agreements/{agreement}/draft                        . . C G . . . . . .
            GET    /api/agreements/{agreement}/contracts/{hash}             . . C G . A I . . .
            GET    /api/stoppable                                           . . C . . . . . . .
            POST   /api/stoppable/{kind}/{id}/stop                          . . C . . . . . . .
            POST   /api/stoppable/{kind}/{id}/resume                        . . C . . . . . . .
            GET    /api/identity-provider                                   O . C . . . I . . .
            PUT    /api/identity-provider                                   O . C . . . I . . .
            DELETE /api/identity-provider                                   O . C . . . I . . .
            POST   /api/agreements/{agreement}/credentials                  . . . . . . I . . .
            GET    /api/agreements/{agreement}/credentials                  . . C . . A I E . .
            POST   /api/agreements/{agreement}/credentials/{credential}/rotate . . . . . . I . . .
            PUT    /api/agreements/{agreement}/credentials/{credential}/standing . . C . . . I . . .
            POST   /api/agreements/{agreement}/credentials/{credential}/revoke . . C . . . I . . .
            POST   /api/controllers/{controller}/receivers                  . . C . . . . . . .
            GET    /api/controllers/{controller}/receivers                  . . C . . A . . . .
            POST   /api/controllers/{controller}/receivers/{receiver}/challenge . . C . . . . . . .
            DELETE /api/controllers/{controller}/receivers/{receiver}       . . C . . . . . . .
            GET    /api/controllers/{controller}/receivers/{receiver}/deliveries . . C . . A . . . .
            GET    /api/controllers/{controller}/subscriptions              . . C . . A . . . .
            POST   /api/controllers/{controller}/text-scans                 . . C . . . . . . .
            GET    /api/controllers/{controller}/text-scans                 . . C G . A . . . .
            POST   /api/controllers/{controller}/text-scans/{scan}/run      . . C . . . . . . .
            POST   /api/controllers/{controller}/text-scans/{scan}/end      . . C . . . . . . .
            GET    /api/controllers/{controller}/text-scans/{scan}/runs     . . C G . A . . . .
            GET    /api/controllers/{controller}/text-scans/{scan}/runs/{run} . . C G . A . . . .
            POST   /api/instructions                                        . . C . R . . . P .
            GET    /api/instructions                                        . . C . R A . . P .
            GET    /api/instructions/{instruction}                          . . C . R A . . P .
            POST   /api/instructions/{instruction}/revoke                   . . C . R . . . . .
            POST   /api/instructions/{instruction}/renew                    . . C . R . . . . .
            POST   /api/instruction-requests                                . . . . . . . . P .
            GET    /api/instruction-requests                                . . C . R . . . P .
            GET    /api/instruction-requests/{request}                      . . C . R . . . P .
            POST   /api/instruction-requests/{request}/approve              . . C . R . . . . .
            POST   /api/instruction-requests/{request}/decline              . . C . R . . . . .
            POST   /api/controllers/{controller}/trusted-issuers            . . C . . . . . . .
            GET    /api/controllers/{controller}/trusted-issuers            . . C . . A . . . .
            DELETE /api/controllers/{controller}/trusted-issuers/{issuer}   . . C . . . . . . .
            GET    /api/ledger/entries                                      O . C G . A I . . .
            GET    /api/ledger/calls/{call}                                 O . C G . A I . . .
            GET    /api/ledger/receipts/{receipt}                           O . C G . A I . . .
            GET    /api/ledger/verify                                       O D C . . A . . . .
            POST   /api/screen                                              O D C G R A I E P .
            GET    /api/calls                                               . . C G . A I E . .
            GET    /api/calls/{call}                                        . . C G . A I E . .
            GET    /api/digest                                              . . C G R A . . . .
            GET    /api/digest/calls                                        . . C G R A . . . .
            POST   /api/digest/objections                                   . . C G R A . . . .
            GET    /api/objections                                          . . C G . A . . . .
            POST   /api/objections/{objection}/answer                       . . C G . . . . . .
            GET    /api/objected-instructions                               . . . . . . I E . .
            GET    /api/figures                                             O D C G . A I E . .
            GET    /api/grants                                              O D . . . . . . . .
            GET    /api/may-i                                               O D C G R A I E P .
            GET    /api/clauses                                             O D C G R A I E P .
            GET    /api/purposes                                            O D C G R A I E P .
            GET    /api/field-profiles                                      O D C G R A I E P .
            GET    /api/catalogue                                           O D C G R A I E P .
            GET    /health                                                  O D C G R A I E P N
            GET    /health/ready                                            O D C G R A I E P N
            GET    /.well-known/oauth-authorization-server                  O D C G R A I E P N
            GET    /.well-known/jwks.json                                   O D C G R A I E P N
            GET    /api/openapi.json                                        O D C G R A I E P N
            """;

    private static final Town TOWN = new Town();
    private static final Map<String, Client> CALLERS = callers();

    record Row(String method, String path, String allowed) {}

    @AfterAll
    static void close() {
        TOWN.close();
    }

    private static Map<String, Client> callers() {
        Answer credential = TOWN.credential(TOWN.active(TOWN.water));
        String token = TOWN.nobody
                .form(
                        "/oauth/token",
                        Map.of(
                                "grant_type", "client_credentials",
                                "client_id", credential.text("/credential/client_id"),
                                "client_secret", credential.text("/client_secret")))
                .text("/access_token");
        Map<String, Client> callers = new LinkedHashMap<>();
        callers.put("O", TOWN.operator);
        callers.put("D", TOWN.observer);
        callers.put("C", TOWN.water.as(Role.CONTROLLER_ADMINISTRATOR));
        callers.put("G", TOWN.water.as(Role.INFORMATION_GOVERNANCE_OFFICER));
        callers.put("R", TOWN.water.as(Role.REQUESTER));
        callers.put("A", TOWN.water.as(Role.AUDITOR));
        callers.put("I", TOWN.roadtide.as(Role.INTEGRATOR_ADMINISTRATOR));
        callers.put("E", TOWN.roadtide.as(Role.INTEGRATOR_ENGINEER));
        callers.put("P", TOWN.nobody.as(token));
        callers.put("N", TOWN.nobody);
        return callers;
    }

    static Stream<Row> rows() {
        return TABLE.lines().map(line -> {
            String[] words = line.split(" +", 3);
            return new Row(words[0], words[1], words[2]);
        });
    }

    @ParameterizedTest
    @MethodSource("rows")
    void letsInExactlyThoseOfTheTable(Row row) {
        String path = row.path().replaceAll("\\{[A-Za-z]+}", "6b0a4f0c-3c6c-4b8e-9d0e-2f3b5c1d7e9f");
        CALLERS.forEach((letter, client) -> {
            Answer answer = client.json(row.method(), path, "{");
            boolean allowed = row.allowed().contains(letter);
            // A document is wanted there, and JSON is none.
            int met = row.path().endsWith("/draft/contract") ? 415 : 400;
            int expected = allowed ? met : letter.equals("N") ? 401 : 403;
            assertThat(answer.status()).as(letter + " " + row).isEqualTo(expected);
        });
    }

    @Test
    void namesEveryEndpointThatIsServed() {
        Set<String> served = new TreeSet<>();
        TOWN.nobody
                .get("/api/openapi.json")
                .json()
                .get("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(method ->
                                served.add(method.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey())));
        served.removeIf(one -> one.contains(" /oauth/"));

        assertThat(rows().map(row -> row.method() + " " + row.path())).containsExactlyInAnyOrderElementsOf(served);
    }
}
