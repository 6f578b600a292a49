package uk.wayleave.register.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedBuffersTest {
    @ParameterizedTest
    @CsvSource({"512, 128", "2048, 128", "8192, 512", "16384, 1024", "262144, 1024"})
    void takesASixteenthOfTheMemoryWithinLimits(long memory, long buffers) {
        assertThat(SharedBuffers.megabytesOf(memory)).isEqualTo(buffers);
    }
}
