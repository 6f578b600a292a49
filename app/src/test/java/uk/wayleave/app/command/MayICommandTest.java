package uk.wayleave.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MayICommandTest {
    private final Terminal terminal = new Terminal();

    @Test
    void saysFieldByFieldFromWhereAnOtherUseMayHaveIt() {
        assertThat(terminal.run(
                        "may-i",
                        "work.GetPermit",
                        "--field",
                        "street_name,secondary_contact",
                        "--purpose",
                        "journey-planning",
                        "--with",
                        "permitReferenceNumber=TSR1591199404915-01"))
                .isEqualTo(ExitCode.OK);
        assertThat(terminal.out())
                .contains("/open/collections/permits/items/TSR1591199404915-01")
                .containsPattern("/street_name +from open data")
                .containsPattern("/secondary_contact +not at all");
    }

    @Test
    void namesWhatAnAgreementNeeds() {
        assertThat(terminal.run("may-i", "work.GetPermit", "--purpose", "manage-own-permits", "--json"))
                .isEqualTo(ExitCode.OK);
        JsonNode answer = JsonMapper.shared().readTree(terminal.out());
        assertThat(answer.path("route").asString()).isEqualTo("agreement");
        assertThat(answer.path("needs").size()).isGreaterThan(2);
        assertThat(answer.path("fields").size()).isGreaterThan(50);
    }

    @Test
    void failsWhereNothingOfItMayBeHad() {
        assertThat(terminal.run("may-i", "work.CreateWork", "--purpose", "research"))
                .isEqualTo(ExitCode.FAILED);
        assertThat(terminal.out()).contains("not at all");
    }

    @Test
    void saysWhichPurposesThereAre() {
        assertThat(terminal.run("may-i", "work.GetPermit", "--purpose", "selling"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("journey-planning");
    }
}
