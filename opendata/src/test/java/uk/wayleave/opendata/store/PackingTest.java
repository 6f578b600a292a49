package uk.wayleave.opendata.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import uk.wayleave.opendata.Published;

class PackingTest {
    @Property(tries = 200)
    void givesBackWhatItWasGiven(@ForAll @Size(max = 20_000) byte[] bytes) {
        try (Packing packing = new Packing()) {
            assertThat(Packing.unpacked(packing.packed(bytes))).isEqualTo(bytes);
        }
    }

    @Test
    void packsOneThingAfterAnotherAndTakesAThirdOfTheRoomOrLess() {
        try (Packing packing = new Packing();
                Unpacking unpacking = new Unpacking()) {
            for (int i = 0; i < 20; i++) {
                byte[] event = Published.permit("AA001000" + i + "-01").bytes();
                byte[] packed = packing.packed(event);
                assertThat(unpacking.unpacked(packed)).isEqualTo(event);
                assertThat(packed.length * 3).isLessThan(event.length);
            }
        }
    }

    /** As versions did that wrote Deflate: what they kept is read for good. */
    @Test
    void readsWhatWasPackedWithDeflate() {
        byte[] event = Published.permit("AA0010009-01").bytes();
        Deflater deflater = new Deflater(3, true);
        deflater.setDictionary(Packing.DICTIONARY_1);
        deflater.setInput(event);
        deflater.finish();
        byte[] packed = new byte[4096];
        packed[0] = 1;
        int length = 1 + deflater.deflate(packed, 1, packed.length - 1);
        deflater.end();
        assertThat(Packing.unpacked(Arrays.copyOf(packed, length))).isEqualTo(event);
    }

    @Test
    void refusesWhatIsDamagedOrUnknown() {
        try (Packing packing = new Packing()) {
            byte[] packed = packing.packed("what was published".getBytes(StandardCharsets.UTF_8));
            assertThatThrownBy(() -> Packing.unpacked(Arrays.copyOf(packed, packed.length - 2)))
                    .isInstanceOf(IllegalStateException.class);
            packed[0] = 9;
            assertThatThrownBy(() -> Packing.unpacked(packed)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> Packing.unpacked(new byte[0])).isInstanceOf(IllegalStateException.class);
        }
    }
}
