package uk.wayleave.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ProcessTreeTest {
    /** About 0.2 s of counting in a child of a child. */
    private static final String BUSY = "i=0; while [ $i -lt 200000 ]; do i=$((i+1)); done";

    @Test
    void countsChildrenThatHaveEnded() throws IOException, InterruptedException {
        long self = ProcessHandle.current().pid();
        CpuTime before = ProcessTree.cpu(self);
        long machineBefore = ProcessTree.machineBusyMicros();

        new ProcessBuilder("sh", "-c", "sh -c '" + BUSY + "'; true").start().waitFor();

        CpuTime used = ProcessTree.cpu(self).since(before);
        assertThat(used.total()).isGreaterThan(20_000);
        assertThat(used.database()).isZero();
        assertThat(ProcessTree.machineBusyMicros() - machineBefore).isPositive();
    }

    @Test
    void tellsThePartOfPostgreSql() throws IOException, InterruptedException {
        // A process counts as PostgreSQL by its name; this shell goes by it.
        Process named = new ProcessBuilder(
                        "sh", "-c", "printf postgres > /proc/$$/comm; " + BUSY + "; echo done; read wait")
                .start();
        try (var output = named.inputReader()) {
            assertThat(output.readLine()).isEqualTo("done");
            CpuTime used = ProcessTree.cpu(named.pid());
            assertThat(used.database()).isPositive().isEqualTo(used.total());
        } finally {
            named.destroy();
            named.waitFor();
        }
    }
}
