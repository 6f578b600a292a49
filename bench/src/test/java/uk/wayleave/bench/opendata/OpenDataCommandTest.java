package uk.wayleave.bench.opendata;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class OpenDataCommandTest {
    /** It ends with an error as soon as one event, notification or query is not answered as it should be. */
    @Test
    void measuresLoadNotificationsAndQueriesOnARealDatabaseAndOverRealHttp() {
        int code = new CommandLine(new OpenDataCommand())
                .execute("--events", "3000", "--notifications", "50", "--queries", "20");

        assertThat(code).isZero();
    }
}
