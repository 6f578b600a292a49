package uk.wayleave.streetmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.wayleave.framework.OperationId;

/** Written by hand from DfT's documents, so that the catalogue does not only agree with itself. */
class OperationFactsTest {
    private static final Catalogue CATALOGUE = Catalogue.load();

    // A Admin, C Contractor, D DataExport, H HighwayAuthority, P Planner; sorted. user: takes internal_user_*.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
# version, api, name | method, path | effect | roles, from | tier, of others' | treatment | user | SWA code | request | answer | repeat | ownership
 v3 work CreateWork | POST /works | WRITE | CP DOCUMENTED | T2 - | FORWARD | user | - | JSON | 201 JSON | CONFLICT_WHEN_NAMED | ByPartyInBody
 v3 work CreatePermit | POST /works/{workReferenceNumber}/permits | WRITE | CP DOCUMENTED | T2 - | FORWARD | user | - | JSON | 201 JSON | CONFLICT | ByWorks
 v3 work GetPermit | GET /works/{workReferenceNumber}/permits/{permitReferenceNumber} | READ | CHP DOCUMENTED | T2 T1 | FORWARD | - | - | EMPTY | 200 JSON | SAFE | ByWorks
 v3 work UpdateAssessmentStatus | PUT /works/{workReferenceNumber}/permits/{permitReferenceNumber}/assessment | WRITE | H DOCUMENTED | T2 - | FORWARD | user | - | JSON | 204 EMPTY | NEVER | ByWorks
 v3 work GetWork | GET /works/{workReferenceNumber} | READ | CHP DOCUMENTED | T2 - | FORWARD | - | - | EMPTY | 200 JSON | SAFE | ByWorks
 v3 work UpdateActualStopDate | PUT /works/{workReferenceNumber}/stop | WRITE | CP DOCUMENTED | T2 - | FORWARD | user | - | JSON | 204 EMPTY | NEVER | ByWorks
 v3 work GetWorkHistory | GET /works/{workReferenceNumber}/history | READ | CHP DOCUMENTED | T2 - | FORWARD | - | - | EMPTY | 200 JSON | SAFE | ByWorks
 v3 work DeleteScheduledInspection | DELETE /works/{workReferenceNumber}/scheduled-inspections | WRITE | H DOCUMENTED | T2 - | FORWARD | - | - | EMPTY | 204 EMPTY | SAME_RESULT | ByWorks
 v3 work Authenticate | POST /authenticate | AUTHENTICATION | - DOCUMENTED | T3 - | LOCAL | - | - | JSON | 200 JSON | NEVER | ByAccount
 v3 work UploadFile | POST /files | WRITE | ACHP DOCUMENTED | T2 - | FORWARD | - | swaCode FORM | MULTIPART | 201 JSON | NEVER | ByAccount
 v3 work GetFile | GET /files/{fileId} | READ | ACHP DOCUMENTED | T2 - | FORWARD | - | - | EMPTY | 200 BINARY | SAFE | ByRemembered
 v3 work CalculateDuration | GET /duration | READ | CHP DOCUMENTED | T1 T1 | FORWARD | - | - | EMPTY | 200 JSON | SAFE | Nobody
 v3 work LinkSection81ToPermit | POST /works/{workReferenceNumber}/permits/{permitReferenceNumber}/link-section-81 | WRITE | CP DOCUMENTED | T2 - | FORWARD | user | - | JSON | 201 JSON | NEVER | ByWorks
 v3 work GetActivity | GET /activity/{activityReferenceNumber} | READ | CHP DOCUMENTED | T2 T1 | FORWARD | - | - | EMPTY | 200 JSON | SAFE | ByCodeInReference
 v3 work CreateSection81 | POST /section-81-works/section-81s | WRITE | H DOCUMENTED | T2 - | FORWARD | user | - | JSON | 201 JSON | NEVER | ByPartyInBody
 v3 reporting GetPermits | GET /permits | READ | HP DOCUMENTED | T2 - | FORWARD | - | swa_code QUERY | EMPTY | 200 JSON | SAFE | ByRow
 v3 reporting GetPermitSummaries | POST /permits/search | READ | CHP DOCUMENTED | T2 - | FORWARD | - | - | JSON | 200 JSON | SAFE | ByRow
 v3 reporting GetUpdates | GET /works/updates | READ | CHP DOCUMENTED | T2 - | FORWARD | - | swa_code QUERY | EMPTY | 200 JSON | SAFE | ByRow
 v3 lookup GetStreetsByUsrn | GET /nsg/streets/{usrn} | READ | CHP DOCUMENTED | T1 T1 | FORWARD | - | - | EMPTY | 200 JSON | SAFE | Nobody
 v3 geojson GetWorksIntersectBoundingBox | GET /works | READ | CHP DOCUMENTED | T1 T1 | FORWARD | - | - | EMPTY | 200 JSON | SAFE | ByRow
 v3 party GetOrganisation | GET /organisations/{organisationReference} | READ | ACHP DOCUMENTED | T1 T1 | FORWARD | - | - | EMPTY | 200 JSON | SAFE | Nobody
 v3 party CreateWorkstream | POST /organisations/{organisationReference}/workstreams | WRITE | AP DOCUMENTED | T2 - | FORWARD | user | - | JSON | 201 JSON | NEVER | ByOrganisation
 v3 party GetUser | GET /users/{email} | READ | ACHP DOCUMENTED | T1 - | FORWARD | - | swaCode QUERY | EMPTY | 200 JSON | SAFE | ByAnswer
 v3 party UpdateUserDetails | PUT /users/{email} | WRITE | ACHP DOCUMENTED | T2 - | NEVER | - | - | JSON | 204 EMPTY | NEVER | ByAccount
 v3 party Refresh | POST /refresh | AUTHENTICATION | - DOCUMENTED | T3 - | LOCAL | - | - | JSON | 200 JSON | SAME_RESULT | ByAccount
 v3 export GeneratePermitsCSV | POST /permits/csv | READ | CHP DOCUMENTED | T2 - | FORWARD | - | swa_code BODY | JSON | 200 JSON | NEW_JOB | ByAccount
 v3 export GetActivityDataCSV | GET /activity-data | READ | D DOCUMENTED | T1 T1 | FORWARD | - | - | EMPTY | 200 CSV | SAFE | Nobody
 v6 work GetPermit | GET /works/{workReferenceNumber}/permits/{permitReferenceNumber} | READ | CHP DERIVED | T2 T1 | FORWARD | - | - | EMPTY | 200 JSON | SAFE | ByWorks
 v6 work CreateReinstatement | POST /works/{workReferenceNumber}/sites/{siteReferenceNumber}/reinstatements | WRITE | CP DERIVED | T2 - | FORWARD | user | - | JSON | 201 JSON | NEVER | ByWorks
 v6 work CreateSection58 | POST /section-58s | WRITE | H INFERRED | T2 - | FORWARD | user | - | JSON | 201 JSON | NEVER | ByPartyInBody
 v6 work DeleteFPN | DELETE /works/{workReferenceNumber}/fixed-penalty-notices/{fpnReferenceNumber} | WRITE | H INFERRED | T2 - | FORWARD | - | - | EMPTY | 204 EMPTY | SAME_RESULT | ByWorks
 v6 event GetPermitSummaries | POST /permits/search | READ | CHP INFERRED | T2 - | FORWARD | - | - | JSON | 200 JSON | SAFE | ByRow
 v6 event GetWorksUpdates | GET /works/updates | READ | CHP INFERRED | T2 - | FORWARD | - | swa_code QUERY | EMPTY | 200 JSON | SAFE | ByRow
 v6 event SubscribeToEvent | POST /api-notifications/subscribe | WRITE | CHP DERIVED | T2 - | LOCAL | user | - | JSON | 201 JSON | NEVER | ByAccount
 v6 lookup GetStreets | POST /nsg/streets/search | READ | CHP INFERRED | T1 T1 | FORWARD | - | - | JSON | 200 JSON | SAFE | Nobody
 v6 worklist GetPermitsAboutToDeem | GET /permits-about-to-deem | READ | H DOCUMENTED | T2 - | FORWARD | - | - | EMPTY | 200 JSON | SAFE | ByRow
 v6 worklist GetWorkStopsDue | GET /work-stops-due | READ | CP DOCUMENTED | T2 - | FORWARD | - | - | EMPTY | 200 JSON | SAFE | ByRow
 v6 worklist GetRefusedPermits | GET /refused-permits | READ | CP DOCUMENTED | T2 - | FORWARD | - | - | EMPTY | 200 JSON | SAFE | ByRow
 v6 worklist DeletePotentialWorksOverrunning | DELETE /potential-works-overrunning/{permitReferenceNumber} | WRITE | H DOCUMENTED | T2 - | FORWARD | - | - | EMPTY | 204 EMPTY | SAME_RESULT | ByWorks
 v6 work DeleteFile | DELETE /files/{fileId} | WRITE | ACHP DERIVED | T2 - | FORWARD | - | - | EMPTY | 204 EMPTY | SAME_RESULT | ByRemembered
 v6 reporting GetFPNFiles | GET /fixed-penalty-notices/files | READ | CHP INFERRED | T2 - | FORWARD | - | - | EMPTY | 200 JSON | SAFE | ByWorks
 v6 reporting GetInterestedPartyPermits | GET /interested-party-permits | READ | CHP INFERRED | T2 T1 | FORWARD | - | - | EMPTY | 200 JSON | SAFE | ByRow
 v6 sampling StartQuarter | POST /sample-inspections/start-quarter | WRITE | AH INFERRED | T2 - | FORWARD | user | - | JSON | 204 EMPTY | NEVER | ByAccount
""")
    void areAsDocumented(
            String which,
            String line,
            String effect,
            String roles,
            String tiers,
            String treatment,
            String user,
            String swaCode,
            String request,
            String answer,
            String repeat,
            String ownership) {
        String[] name = which.split(" ", -1);
        Operation operation = CATALOGUE
                .operation(ApiVersion.parse(name[0]).orElseThrow(), OperationId.of(name[1], name[2]))
                .orElseThrow();

        assertThat(operation.api().segment()).isEqualTo(name[1]);
        assertThat(operation.method() + " " + operation.path()).isEqualTo(line);
        assertThat(operation.effect()).hasToString(effect);
        assertThat(initials(operation) + " " + operation.rolesFrom()).isEqualTo(roles);
        assertThat(operation.tier()
                        + " "
                        + operation.foreignTier().map(Object::toString).orElse("-"))
                .isEqualTo(tiers);
        assertThat(operation.treatment()).hasToString(treatment);
        assertThat(operation.takesInternalUser()).isEqualTo(user.equals("user"));
        assertThat(operation
                        .swaCode()
                        .map(parameter -> parameter.name() + " " + parameter.place())
                        .orElse("-"))
                .isEqualTo(swaCode);
        assertThat(operation.request().content()).hasToString(request);
        assertThat(operation.successStatus() + " " + operation.answer().content())
                .isEqualTo(answer);
        assertThat(operation.repeatability()).hasToString(repeat);
        assertThat(operation.ownership().getClass().getSimpleName()).isEqualTo(ownership);
    }

    private static String initials(Operation operation) {
        return operation.roles().isEmpty()
                ? "-"
                : operation.roles().stream()
                        .map(role -> role.label().substring(0, 1))
                        .sorted()
                        .collect(Collectors.joining());
    }
}
