package uk.wayleave.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CodeCommandTest {
    @Test
    void printsTheCodeThatAnAuthenticatorAppShows() {
        // RFC 6238 appendix B: the key is "12345678901234567890", at 59 s the code of eight digits is 94287082.
        CommandLine line = CommandLines.of(Map.of(), Clock.fixed(Instant.ofEpochSecond(59), ZoneOffset.UTC));
        var out = new StringWriter();
        line.setOut(new PrintWriter(out));

        assertThat(line.execute("code", "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ"))
                .isEqualTo(ExitCode.OK);

        assertThat(out.toString().strip()).isEqualTo("287082");
    }

    @Test
    void refusesWhatIsNoKey() {
        Terminal terminal = new Terminal();

        assertThat(terminal.run("code", "not-a-key-0189")).isEqualTo(ExitCode.USAGE);
        assertThat(terminal.err()).contains("This is no key");
    }
}
