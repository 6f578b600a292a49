package uk.wayleave.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Everything the pages do, over JSON: each address of the console beside the operations of the API that do the same, by the
 * names of the OpenAPI document. An address without any says why.
 */
class EveryPageOverJsonTest {
    private static final String TABLE = """
            GET  /console                                            = session
            GET  /console/sign-in                                    ! a form; signIn takes what it asks for
            POST /console/sign-in                                    = signIn
            GET  /console/sign-in/code                               ! a form; signIn takes what it asks for
            POST /console/sign-in/code                               = signIn
            GET  /console/sign-in/organisation                       ! a browser goes to the organisation's provider and back
            GET  /console/sign-in/organisation/with/{provider}       ! a browser goes to the organisation's provider and back
            GET  /console/sign-in/organisation/callback/{body}       ! a browser goes to the organisation's provider and back
            POST /console/sign-out                                   = signOut
            GET  /console/acting                                     ! sessions of one browser; over JSON each person signs in
            POST /console/acting                                     ! sessions of one browser; over JSON each person signs in
            POST /console/acting/join                                ! sessions of one browser; over JSON each person signs in
            POST /console/acting/part                                ! sessions of one browser; over JSON each person signs in
            GET  /console/set-up                                     ! links to other pages alone
            GET  /oauth/authorize                                    ! a product sends a browser there
            GET  /console/clauses                                    = clauses
            GET  /console/clauses/{clause}                           = clauses, agreementClauses
            GET  /console/agreements                                 = agreements, drafts
            GET  /console/agreements/{agreement}                     = agreement, agreementHistory, contacts
            GET  /console/agreements/{agreement}/terms               = agreementVersions
            GET  /console/agreements/{agreement}/pdf                 = agreementVersions
            GET  /console/agreements/{agreement}/contract/{hash}     = contract
            GET  /console/agreements/new                             = integrators
            POST /console/agreements/new                             = beginDraft, draftAgreement
            POST /console/agreements/{agreement}/change              = draftChange, redraftAgreement, amendAgreement
            GET  /console/agreements/{agreement}/draft               = draft
            GET  /console/agreements/{agreement}/draft/part/{part}   = draft
            POST /console/agreements/{agreement}/draft/part/{part}   = fillInPart
            POST /console/agreements/{agreement}/draft/contract      = keepContract
            POST /console/agreements/{agreement}/draft/offer         = offerDraft
            POST /console/agreements/{agreement}/draft/discard       = discardDraft
            POST /console/agreements/{agreement}/attest              = attestClauses
            POST /console/agreements/{agreement}/sign                = signAgreement
            POST /console/agreements/{agreement}/offer               = offerAgreement
            POST /console/agreements/{agreement}/withdraw            = withdrawAgreement
            POST /console/agreements/{agreement}/activate            = activateAgreement
            POST /console/agreements/{agreement}/suspend             = suspendAgreement
            POST /console/agreements/{agreement}/resume              = resumeAgreement
            POST /console/agreements/{agreement}/end                 = endAgreement
            GET  /console/contacts                                   = contacts
            POST /console/contacts                                   = nameContact
            POST /console/contacts/{contact}/remove                  = removeContact
            GET  /console/people                                     = listControllerPerson, listIntegratorPerson, listOperatorPerson
            GET  /console/people/new                                 ! a form; the operations that register take what it asks for
            POST /console/people/new                                 = registerControllerPerson, registerIntegratorPerson, registerOperatorPerson
            GET  /console/people/person/{person}                     = listControllerPerson, listIntegratorPerson, listOperatorPerson
            POST /console/people/person/{person}/roles               = authoriseControllerPerson, authoriseIntegratorPerson, authoriseOperatorPerson
            POST /console/people/person/{person}/standing            = standControllerPerson, standIntegratorPerson, standOperatorPerson
            POST /console/people/person/{person}/sign-in             = setSignInOfControllerPerson, setSignInOfIntegratorPerson, setSignInOfOperatorPerson
            GET  /console/people/provider                            = identityProvider
            POST /console/people/provider                            = setIdentityProvider
            POST /console/people/provider/remove                     = removeIdentityProvider
            GET  /console/trusted-systems                            = trustedIssuers
            GET  /console/trusted-systems/new                        ! a form; registerTrustedIssuer takes what it asks for
            POST /console/trusted-systems/new                        = registerTrustedIssuer
            GET  /console/trusted-systems/one/{issuer}               = trustedIssuers
            GET  /console/trusted-systems/one/{issuer}/remove        ! asks once more before the form below
            POST /console/trusted-systems/one/{issuer}/remove        = removeTrustedIssuer
            GET  /console/instructions                               = instructions
            GET  /console/instructions/one/{instruction}             = instruction
            POST /console/instructions/one/{instruction}/revoke      = revokeInstruction
            POST /console/instructions/one/{instruction}/renew       = renewInstruction
            GET  /console/instructions/new                           = agreements, products
            GET  /console/instructions/new/{agreement}/{product}     = agreement
            POST /console/instructions/new/{agreement}/{product}     = giveInstruction
            GET  /console/requests                                   = instructionRequests
            GET  /console/requests/{request}                         = instructionRequest
            POST /console/requests/{request}/approve                 = approveInstructionRequest
            POST /console/requests/{request}/decline                 = declineInstructionRequest
            GET  /console/stop                                       = stoppable
            GET  /console/stop/{kind}/{id}                           = stoppable
            POST /console/stop/{kind}/{id}                           = stop
            POST /console/stop/{kind}/{id}/resume                    = resume
            GET  /console/street-manager                             = organisations, accounts
            GET  /console/street-manager/organisations/new           ! a form; registerOrganisation takes what it asks for
            POST /console/street-manager/organisations/new           = registerOrganisation
            GET  /console/street-manager/accounts/new                = organisations, agreements
            POST /console/street-manager/accounts/new                = storeAccount
            GET  /console/street-manager/accounts/one/{account}      = accounts
            POST /console/street-manager/accounts/one/{account}/secret = replaceAccountSecret
            POST /console/street-manager/accounts/one/{account}/remove = removeAccount
            GET  /console/calls                                      = calls
            GET  /console/calls/{call}                               = call, ledgerCall
            GET  /console/calls/{call}/receipts/{entry}              = receipt
            GET  /console/digest                                     = digest, digestCalls
            POST /console/digest/object                              = object
            GET  /console/objections                                 = objections
            GET  /console/objections/{objection}                     = objections
            POST /console/objections/{objection}/answer              = answerObjection
            GET  /console/objected                                   = objectedInstructions
            GET  /console/figures                                    = figures
            GET  /console/products                                   = products, credentials
            POST /console/products                                   = registerProduct
            POST /console/products/agreements/{agreement}/credentials = issueCredential
            GET  /console/products/agreements/{agreement}/credentials/{credential} = credentials
            POST /console/products/agreements/{agreement}/credentials/{credential}/rotate = rotateCredential
            POST /console/products/agreements/{agreement}/credentials/{credential}/revoke = revokeCredential
            GET  /console/products/agreements/{agreement}/credentials/{credential}/quick-start ! code to copy, for people
            GET  /console/products/{product}/redirects               = redirects
            POST /console/products/{product}/redirects               = setRedirects
            GET  /console/products/{product}/redirects/remove        ! asks once more before the form below
            POST /console/products/{product}/redirects/remove        = setRedirects
            GET  /console/try                                        ! the call itself, which a program makes at the data plane
            POST /console/try                                        ! the call itself, which a program makes at the data plane
            GET  /console/integrators                                = integrators, contacts, grants
            GET  /console/integrators/export                         = integrators, contacts, grants
            GET  /console/integrators/clauses                        = clauses, figures
            GET  /console/check                                      ! leads to the pages below
            GET  /console/check/use                                  = mayIUse
            GET  /console/check/text                                 ! a form; screenText takes what it asks for
            POST /console/check/text                                 = screenText
            GET  /console/check/scans                                = textScans, textScanRuns, textScanReport
            POST /console/check/scans                                = orderTextScan
            POST /console/check/scans/{scan}/run                     = runTextScan
            POST /console/check/scans/{scan}/end                     = endTextScan
            """;

    private static final Parish PARISH = new Parish();

    /** @param operations empty where there are none, and then {@code why} says so */
    private record Row(String address, List<String> operations, String why) {}

    @AfterAll
    static void close() {
        PARISH.close();
    }

    private static List<Row> rows() {
        return TABLE.lines().map(EveryPageOverJsonTest::row).toList();
    }

    private static Row row(String line) {
        String[] words = line.split(" +", 4);
        String address = words[0] + " " + words[1];
        return words[2].equals("=")
                ? new Row(address, List.of(words[3].split(", ", -1)), "")
                : new Row(address, List.of(), words[3]);
    }

    private static JsonNode document() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return JsonMapper.shared()
                    .readTree(http.send(
                                    HttpRequest.newBuilder(URI.create(PARISH.plane.baseUrl() + "/api/openapi.json"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body());
        }
    }

    private static Set<String> operations(Set<String> methods) throws Exception {
        Set<String> names = new TreeSet<>();
        for (JsonNode path : document().get("paths"))
            for (Map.Entry<String, JsonNode> operation : path.properties())
                if (methods.contains(operation.getKey()))
                    names.add(operation.getValue().get("operationId").asString());
        return names;
    }

    @Test
    void everyAddressOfTheConsoleIsInTheTableOnce() {
        assertThat(rows().stream().map(Row::address))
                .as("every page beside its operations in TABLE, or with the reason why there are none")
                .containsExactlyInAnyOrderElementsOf(PARISH.console().addresses(PARISH.parts()));
    }

    @Test
    void theApiHasEveryOperationOfTheTable() throws Exception {
        Set<String> named =
                rows().stream().flatMap(row -> row.operations().stream()).collect(Collectors.toSet());

        assertThat(operations(Set.of("get", "post", "put", "delete"))).containsAll(named);
    }

    @Test
    void whatAFormDoesAnOperationDoesThatChangesSomethingToo() throws Exception {
        Set<String> changing = operations(Set.of("post", "put", "delete"));

        assertThat(rows()).allSatisfy(row -> {
            if (row.address().startsWith("POST") && row.why().isEmpty())
                assertThat(changing).as(row.address()).containsAll(row.operations());
        });
        assertThat(rows().stream()
                        .filter(row ->
                                row.address().startsWith("POST") && !row.why().isEmpty())
                        .map(Row::address))
                .as("forms that only a person at a browser sends")
                .containsExactlyInAnyOrderElementsOf(Arrays.asList(
                        "POST /console/acting",
                        "POST /console/acting/join",
                        "POST /console/acting/part",
                        "POST /console/try"));
    }
}
