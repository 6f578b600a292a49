package uk.wayleave.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import uk.wayleave.app.settings.Variable;

class CommandLinesTest {
    private final Terminal terminal = new Terminal();

    static Stream<String> commands() {
        return Stream.of(
                "--help",
                "demo --help",
                "serve --help",
                "ledger --help",
                "ledger verify --help",
                "screen --help",
                "code --help",
                "sandbox --help",
                "catalogue --help",
                "catalogue list --help",
                "doctor --help");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpWithItsExitCodes(String arguments) {
        assertThat(terminal.run(arguments.split(" ", -1))).isEqualTo(ExitCode.OK);
        assertThat(terminal.out()).contains("Usage:").contains("Exit codes:").contains("Settings or surroundings");
    }

    @Test
    void saysWhichCommandsThereAreWhenNoneIsGiven() {
        assertThat(terminal.run()).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err())
                .contains("Say which command to run.")
                .contains("catalogue")
                .contains("doctor");
    }

    @Test
    void theHelpOfServeExplainsEverySetting() {
        terminal.run("serve", "--help");
        for (Variable variable : Variable.values())
            assertThat(terminal.out()).contains(variable.key()).contains(variable.meaning());
    }

    @Test
    void refusesAnUnknownCommandAndAnUnknownOption() {
        assertThat(terminal.run("dance")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.run("sandbox", "--louder")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("dance").contains("--louder");
    }

    @Test
    void refusesAPortThatIsNone() {
        assertThat(terminal.run("sandbox", "--port", "70000")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("0 to 65535");
    }

    @Test
    void staysPlainWhereColourIsNotWanted() {
        Terminal plain = new Terminal(Map.of("NO_COLOR", "1"));
        plain.run("--help");
        assertThat(plain.out()).doesNotContain("\u001b");
    }
}
