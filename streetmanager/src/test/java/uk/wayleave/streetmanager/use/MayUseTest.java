package uk.wayleave.streetmanager.use;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.wayleave.framework.Effect;
import uk.wayleave.framework.Purpose;
import uk.wayleave.streetmanager.ApiVersion;
import uk.wayleave.streetmanager.Catalogue;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Treatment;

class MayUseTest {
    private static final Catalogue CATALOGUE = Catalogue.load();
    private final MayUse use = MayUse.of(CATALOGUE);

    private UseAnswer ask(String operation, String purpose, String... fields) {
        return ask(operation, purpose, Map.of(), fields);
    }

    private UseAnswer ask(String operation, String purpose, Map<String, String> parameters, String... fields) {
        MayUse.Reading reading = use.read(operation, Optional.of("v6"), purpose, List.of(fields), parameters);
        assertThat(reading).isInstanceOf(MayUse.Reading.Understood.class);
        return use.answer(((MayUse.Reading.Understood) reading).question());
    }

    @ParameterizedTest
    @CsvSource({
        // operation, purpose, field, route
        "work.GetPermit, manage-own-permits, street_name, AGREEMENT",
        "work.GetPermit, manage-own-permits, secondary_contact, AGREEMENT",
        "work.GetPermit, manage-own-permits, deadline_date, AGREEMENT",
        "work.GetPermit, on-site-lookup, secondary_contact_email, NOT_AT_ALL",
        "work.GetPermit, journey-planning, street_name, OPEN_DATA",
        "work.GetPermit, journey-planning, secondary_contact, NOT_AT_ALL",
        "work.GetPermit, journey-planning, description_of_work, NOT_AT_ALL",
        "work.GetPermit, public-app, deadline_date, NOT_AT_ALL",
        "work.CreateWork, research, usrn, NOT_AT_ALL",
    })
    void answersFieldByField(String operation, String purpose, String field, Route expected) {
        assertThat(ask(operation, purpose, field).fields())
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.route()).as(one.toString()).isEqualTo(expected));
    }

    @Test
    void namesWhatTheWayThroughAnAgreementNeeds() {
        UseAnswer answer = ask("work.GetPermit", "manage-own-permits", "secondary_contact");

        assertThat(answer.needs())
                .anySatisfy(need -> assertThat(need).contains("agreement").contains("work.GetPermit"))
                .anySatisfy(need -> assertThat(need).contains("instruction"))
                .anySatisfy(need -> assertThat(need).contains("role"));
        assertThat(answer.fields().getFirst().why()).contains("agreement grants");
    }

    @Test
    void linksToTheOpenRecordOfThatReference() {
        UseAnswer answer = ask(
                "work.GetPermit",
                "research",
                Map.of("workReferenceNumber", "TSR1", "permitReferenceNumber", "TSR1-01"));

        assertThat(answer.open()).contains("/collections/permits/items/TSR1-01");
    }

    @Test
    void leavesAPlaceInTheLinkForAReferenceThatIsNotKnown() {
        assertThat(ask("work.GetPermit", "research").open())
                .contains("/collections/permits/items/{permitReferenceNumber}");
    }

    @Test
    void findsAnOperationByItsNameAloneAndInItsNewestVersion() {
        MayUse.Reading reading = use.read("GetPermit", Optional.empty(), "research", List.of(), Map.of());

        assertThat(reading).isInstanceOfSatisfying(MayUse.Reading.Understood.class, understood -> {
            assertThat(understood.question().operation().id().value()).isEqualTo("work.GetPermit");
            assertThat(understood.question().operation().version())
                    .isEqualTo(CATALOGUE.versions().last());
        });
    }

    /** Framework A5 and P3, over every operation of every version and every purpose. */
    @Test
    void noOtherUseIsEverLedToStreetManagerAndNoServingOneThroughWhatIsNeverForwarded() {
        for (ApiVersion version : CATALOGUE.versions()) {
            for (Operation operation : CATALOGUE.operations(version)) {
                for (Purpose purpose : Purpose.values()) {
                    UseAnswer answer = use.answer(new UseQuestion(operation, purpose, List.of(), Map.of()));
                    if (!purpose.servesTheController()) {
                        assertThat(answer.route()).isNotEqualTo(Route.AGREEMENT);
                        assertThat(answer.needs()).isEmpty();
                        assertThat(answer.fields()).noneMatch(field -> field.route() == Route.AGREEMENT);
                    }
                    if (operation.treatment() == Treatment.NEVER) {
                        assertThat(answer.route()).isNotEqualTo(Route.AGREEMENT);
                    }
                    if (operation.effect() != Effect.READ) {
                        assertThat(answer.open()).isEmpty();
                        assertThat(answer.fields()).noneMatch(field -> field.route() == Route.OPEN_DATA);
                    }
                    assertThat(answer.fields())
                            .filteredOn(field -> field.route() == Route.OPEN_DATA)
                            .allMatch(field -> field.openName().isPresent());
                    assertThat(answer.why()).isNotEmpty();
                }
            }
        }
    }
}
