package uk.wayleave.register.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.vault.MasterKeySource.Finding;

class MasterKeySourceTest {
    private static final String HEX = "00".repeat(31) + "0a";

    @TempDir
    Path home;

    @Test
    void generatesAKeyOnAFirstRunThatOnlyItsOwnerCanRead() throws IOException {
        var generated = (Finding.Generated) MasterKeySource.find(Map.of(), home.resolve("new"), true);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(generated.file())))
                .isEqualTo("rw-------");
        assertThat(generated.warning()).contains(generated.file().toString());

        var found = (Finding.Found) MasterKeySource.find(Map.of(), home.resolve("new"), false);
        assertThat(found.key().checkValue()).isEqualTo(generated.key().checkValue());
    }

    @Test
    void generatesADifferentKeyEachTime() {
        var one = (Finding.Generated) MasterKeySource.find(Map.of(), home.resolve("a"), true);
        var other = (Finding.Generated) MasterKeySource.find(Map.of(), home.resolve("b"), true);
        assertThat(one.key().checkValue()).isNotEqualTo(other.key().checkValue());
    }

    @Test
    void generatesNoneWhereSomethingIsSealedAlready() {
        assertThat(MasterKeySource.find(Map.of(), home, false)).isInstanceOf(Finding.Unusable.class);
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void readsTheSameKeyFromTheEnvironmentOrAFileAsHexOrBase64() throws IOException {
        Path file = Files.writeString(home.resolve("key"), "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAo=\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--------"));
        byte[] fromFile = found(Map.of(MasterKeySource.FILE_VARIABLE, file.toString()));
        byte[] fromEnvironment = found(Map.of(MasterKeySource.VARIABLE, HEX));
        assertThat(fromFile).isEqualTo(fromEnvironment);
    }

    @Test
    void refusesWhatIsNoKeyWithoutRepeatingIt() {
        for (String text : new String[] {"tooshort", "zz".repeat(32), "AAAA", "A".repeat(43) + "!"}) {
            var unusable = (Finding.Unusable) MasterKeySource.find(Map.of(MasterKeySource.VARIABLE, text), home, true);
            assertThat(unusable.why() + unusable.cure()).doesNotContain(text);
            assertThat(unusable.cure()).contains("openssl rand");
        }
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void refusesAFileThatOthersCanReadOrThatIsMissing() throws IOException {
        Path file = Files.writeString(home.resolve("key"), HEX);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        var open = (Finding.Unusable)
                MasterKeySource.find(Map.of(MasterKeySource.FILE_VARIABLE, file.toString()), home, true);
        assertThat(open.cure()).contains("chmod 600");
        Path missing = home.resolve("missing");
        assertThat(MasterKeySource.find(Map.of(MasterKeySource.FILE_VARIABLE, missing.toString()), home, true))
                .isInstanceOf(Finding.Unusable.class);
    }

    @Test
    void refusesTwoKeysAtOnce() {
        var environment = Map.of(MasterKeySource.VARIABLE, HEX, MasterKeySource.FILE_VARIABLE, "somewhere");
        assertThat(MasterKeySource.find(environment, home, true)).isInstanceOf(Finding.Unusable.class);
    }

    @Test
    void derivesAnotherKeyForEachPurposeAndController() {
        MasterKey key = MasterKey.of(new byte[32]);
        var one = ControllerId.of("00000000-0000-0000-0000-000000000001");
        var other = ControllerId.of("00000000-0000-0000-0000-000000000002");
        assertThat(Stream.of(
                                key.tokenKey(),
                                key.vaultKey(),
                                key.checkValue(),
                                key.keyFor("vault"),
                                key.fingerprintKey(one),
                                key.fingerprintKey(other))
                        .map(bytes -> HexFormat.of().formatHex(bytes)))
                .doesNotHaveDuplicates()
                .allMatch(hex -> hex.length() == 64);
    }

    private byte[] found(Map<String, String> environment) {
        return ((Finding.Found) MasterKeySource.find(environment, home, false))
                .key()
                .checkValue();
    }
}
