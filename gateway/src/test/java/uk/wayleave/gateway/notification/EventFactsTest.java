package uk.wayleave.gateway.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Standing;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.gateway.decision.OwnOrganisations;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.snapshot.Account;
import uk.wayleave.register.snapshot.CallerToken;
import uk.wayleave.register.snapshot.CallingProduct;
import uk.wayleave.register.snapshot.Organisation;
import uk.wayleave.register.snapshot.Snapshot;

/** Whose a notification is, by what it names: ours is organisation 9981, promoter of works that begin with ZW. */
class EventFactsTest {
    private static final SwaCode CODE = new SwaCode("9981");
    private static final OwnOrganisations OWN = OwnOrganisations.of(snapshot(), Instant.EPOCH);

    @ParameterizedTest(name = "{0}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            our works                        | Planner          | {"work_reference_number":"ZW001X1"}                                                                   | ours
            in small letters                 | Planner          | {"work_reference_number":"zw001x1"}                                                                   | ours
            another's works                  | Planner          | {"work_reference_number":"ZF001X1"}                                                                   | not
            a permit of ours                 | Planner          | {"object_reference":"ZW001X1-01"}                                                                     | ours
            an inspection of ours            | Planner          | {"object_reference":"ZW001X1-INSP-2"}                                                                 | ours
            a forward plan of ours           | Planner          | {"object_reference":"ZW001X1-FP"}                                                                     | ours
            a permit of another's            | Planner          | {"object_reference":"ZF001X1-01"}                                                                     | not
            nothing named                    | Planner          | {"event_type":"WORK_START"}                                                                           | not
            nothing named, of an authority   | HighwayAuthority | {"event_type":"WORK_START"}                                                                           | not
            two works                        | Planner          | {"work_reference_number":"ZW001X1","object_reference":"ZF001X1-01"}                                   | not
            two works of an authority        | HighwayAuthority | {"work_reference_number":"ZW001X1","object_data":{"work_reference_number":"ZF001X1"}}                 | not
            our prefix, another's code       | Planner          | {"work_reference_number":"ZW001X1","promoter_swa_code":"9982"}                                        | not
            our prefix and code              | Planner          | {"work_reference_number":"ZW001X1","object_data":{"promoter_swa_code":"9981"}}                        | ours
            another's on our streets         | Planner          | {"work_reference_number":"ZF001X1","object_data":{"highway_authority_swa_code":"9981"}}               | ours
            a code as a number               | Planner          | {"work_reference_number":"ZF001X1","highway_authority_swa_code":9981}                                 | ours
            another's, to an authority       | HighwayAuthority | {"work_reference_number":"ZF001X1"}                                                                   | ours
            another's on others' streets     | HighwayAuthority | {"work_reference_number":"ZF001X1","highway_authority_swa_code":"9989"}                               | not
            our activity                     | HighwayAuthority | {"object_reference":"ARN-9981-7"}                                                                     | ours
            another's activity               | HighwayAuthority | {"object_reference":"ARN-9989-7"}                                                                     | not
            our restriction                  | HighwayAuthority | {"object_reference":"S58-9981-46589070"}                                                              | ours
            """)
    void isProvenByReferenceCodeOrAccountAndByNothingElse(String what, String role, String json, String whose) {
        EventFacts facts = EventFacts.of(JsonMapper.shared().readTree(json));

        assertThat(facts.areOf(OWN, role)).as(what).isEqualTo(whose.equals("ours"));
    }

    private static Snapshot snapshot() {
        Account account = new Account(
                new AccountId(UUID.randomUUID()),
                CODE,
                URI.create("https://sm.example"),
                "Planner",
                "9981",
                Instant.EPOCH);
        return new Snapshot(
                new ControllerId(UUID.randomUUID()),
                1,
                new CallerToken(
                        UUID.randomUUID(), Instant.MAX, false, Optional.empty(), Optional.empty(), Optional.empty()),
                new CallingProduct(
                        new ProductId(UUID.randomUUID()),
                        new IntegratorId(UUID.randomUUID()),
                        new AgreementId(UUID.randomUUID()),
                        "wlc_1",
                        Standing.ACTIVE),
                Optional.empty(),
                List.of(),
                Map.of(),
                List.of(new Organisation(CODE, "Northmere Water", "9981", Set.of("ZW"))),
                List.of(account),
                List.of());
    }
}
