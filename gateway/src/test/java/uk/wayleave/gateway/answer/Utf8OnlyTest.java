package uk.wayleave.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class Utf8OnlyTest {
    /** Bytes at which the rules of UTF-8 turn, so that nearly right sequences are common. */
    @Provide
    Arbitrary<byte[]> nearlyUtf8() {
        return Arbitraries.of(
                        0x00, 0x41, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec,
                        0xed, 0xee, 0xef, 0xf0, 0xf1, 0xf3, 0xf4, 0xf5, 0xff)
                .map(Integer::byteValue)
                .array(byte[].class)
                .ofMaxSize(6);
    }

    @Property(tries = 20_000)
    void passesWhatJavasOwnDecoderReads(
            @ForAll("nearlyUtf8") byte[] bytes, @ForAll @IntRange(min = 1, max = 4) int step) {
        assertThat(passes(bytes, step)).isEqualTo(isUtf8(bytes));
    }

    @Test
    void passesEveryCharacterThereIs() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean half = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
            if (!half) {
                assertThat(passes(Character.toString(c).getBytes(StandardCharsets.UTF_8), 8))
                        .isTrue();
            }
        }
    }

    private static boolean passes(byte[] bytes, int step) {
        byte[] buffer = new byte[step];
        try (Utf8Only in = new Utf8Only(new ByteArrayInputStream(bytes))) {
            for (int read = in.read(buffer, 0, step); read >= 0; read = in.read(buffer, 0, step)) {
                assertThat(read).isPositive();
            }
            return true;
        } catch (IOException malformed) {
            return false;
        }
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }
}
