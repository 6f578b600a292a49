package uk.wayleave.console.agreement;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.Basis;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Tier;
import uk.wayleave.register.agreement.AgreementContent;
import uk.wayleave.register.agreement.AgreementVersion;
import uk.wayleave.register.agreement.LegalBody;
import uk.wayleave.register.agreement.Particulars;
import uk.wayleave.register.agreement.RegisteredAgreement;

class DeadlinesTest {
    private static final String ID = "00000000-0000-0000-0000-000000000001";

    /** Ends at the end of 31 August in London, in summer time; reviewed on 1 March. */
    private static RegisteredAgreement agreement(AgreementState state) {
        AgreementContent content = new AgreementContent(
                        Basis.PROCESSOR_AGREEMENT,
                        new ContentHash("ab".repeat(32)),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Tier.T1,
                        Scope.all(),
                        Map.of(),
                        List.of(),
                        0,
                        Map.of(),
                        Instant.parse("2026-01-01T00:00:00Z"),
                        Instant.parse("2026-08-31T23:00:00Z"))
                .with(new Particulars(
                        LegalBody.unnamed(),
                        LegalBody.unnamed(),
                        Map.of(),
                        "",
                        "",
                        "",
                        Optional.of(LocalDate.parse("2026-03-01"))));
        var version =
                new AgreementVersion(1, new ContentHash("cd".repeat(32)), content, List.of(), List.of(), Instant.EPOCH);
        return new RegisteredAgreement(
                AgreementId.of(ID),
                ControllerId.of(ID),
                IntegratorId.of(ID),
                state,
                1,
                List.of(version),
                Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            2026-01-20T12:00:00Z | ACTIVE    |
            2026-02-01T12:00:00Z | ACTIVE    | Review due in 28 days
            2026-02-28T12:00:00Z | SUSPENDED | Review due in 1 day
            2026-03-01T12:00:00Z | ACTIVE    | Review due today
            2026-03-02T12:00:00Z | ACTIVE    | Review was due on 1 March 2026
            2026-06-03T12:00:00Z | ACTIVE    | Ends in 90 days; Review was due on 1 March 2026
            2026-08-31T22:59:59Z | ACTIVE    | Ends in 1 day; Review was due on 1 March 2026
            2026-08-31T23:00:00Z | ACTIVE    | Its time is over: nothing is let through; Review was due on 1 March 2026
            2026-08-31T12:00:00Z | DRAFT     |
            2026-08-31T12:00:00Z | ENDED     |
            """)
    void saysInTimeWhatPeopleHaveToDo(Instant now, AgreementState state, String says) {
        assertThat(String.join("; ", Deadlines.of(agreement(state), now)))
                .isEqualTo(Optional.ofNullable(says).orElse(""));
    }
}
