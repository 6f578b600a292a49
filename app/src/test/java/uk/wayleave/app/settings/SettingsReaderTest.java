package uk.wayleave.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import uk.wayleave.messages.certificate.AddressRange;
import uk.wayleave.messages.certificate.CallerCertificates;
import uk.wayleave.messages.receiver.ReceiverNetworks;
import uk.wayleave.register.postgres.DatabaseChoice;

class SettingsReaderTest {
    @TempDir
    private Path current;

    @Test
    void needsNothingToBeSet() {
        Settings settings = sound(Map.of());

        assertThat(settings.home()).isEqualTo(current.resolve(".wayleave"));
        assertThat(settings.database()).isEqualTo(new DatabaseChoice.Embedded(current.resolve(".wayleave/postgres")));
        assertThat(settings.bind().isLoopbackAddress()).isTrue();
        assertThat(settings.dataPort()).isEqualTo(8080);
        assertThat(settings.controlPort()).isEqualTo(8081);
        assertThat(settings.tls()).isEmpty();
    }

    @Test
    void takesWhatIsSet() {
        Settings settings = sound(Map.of(
                "WAYLEAVE_HOME", "data",
                "WAYLEAVE_DATABASE_URL", "postgresql://wayleave:secret@127.0.0.1:5433/wayleave",
                "WAYLEAVE_DATA_PORT", "0",
                "WAYLEAVE_CONTROL_PORT", "9443",
                "WAYLEAVE_PUBLIC_DATA_URL", "https://wayleave.example/",
                "WAYLEAVE_RECEIVERS", "private",
                "WAYLEAVE_STREET_MANAGER_URL", "https://api.example/"));

        assertThat(settings.home()).isEqualTo(current.resolve("data"));
        assertThat(settings.database()).isInstanceOf(DatabaseChoice.External.class);
        assertThat(settings.dataPort()).isZero();
        assertThat(settings.controlPort()).isEqualTo(9443);
        assertThat(settings.streetManager().orElseThrow()).hasToString("https://api.example");
        assertThat(settings.publicDataUrl().orElseThrow()).hasToString("https://wayleave.example");
        assertThat(settings.receivers()).isEqualTo(ReceiverNetworks.PRIVATE_TOO);
    }

    @Test
    void asksForNoCertificateAndBelievesNoProxyUnlessItIsSaid() {
        Settings.Certificates usual = sound(Map.of()).certificates();
        assertThat(usual.data()).isEqualTo(CallerCertificates.none());
        assertThat(usual.control()).isEqualTo(CallerCertificates.none());

        Settings.Certificates behind = sound(Map.of("WAYLEAVE_CERTIFICATE_PROXIES", "10.0.0.5, fd00::/8"))
                .certificates();
        assertThat(behind.data())
                .isEqualTo(CallerCertificates.by(AddressRange.of("10.0.0.5"), AddressRange.of("fd00::/8")));
        assertThat(behind.control()).isEqualTo(behind.data());
    }

    @Test
    void allowsAStandInToPlayAmazonOnlyWhereItIsSaid() {
        assertThat(sound(Map.of()).standIn()).isFalse();
        assertThat(sound(Map.of("WAYLEAVE_STAND_IN", "no")).standIn()).isFalse();
        assertThat(sound(Map.of("WAYLEAVE_STAND_IN", "yes")).standIn()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "WAYLEAVE_DATA_PORT, eighty, is no port",
        "WAYLEAVE_DATA_PORT, 65536, is no port",
        "WAYLEAVE_CONTROL_PORT, -1, is no port",
        "WAYLEAVE_CONTROL_PORT, 8080, same port",
        "WAYLEAVE_DATABASE_URL, mysql://h/d, does not begin with postgresql://",
        "WAYLEAVE_STREET_MANAGER_URL, ftp://h, no base URL",
        "WAYLEAVE_STREET_MANAGER_URL, https://user:pw@h, no base URL",
        "WAYLEAVE_PUBLIC_CONTROL_URL, nowhere, no base URL",
        "WAYLEAVE_PUBLIC_DATA_URL, nowhere, no base URL",
        "WAYLEAVE_RECEIVERS, everywhere, is none of them",
        "WAYLEAVE_STAND_IN, maybe, is neither",
        "WAYLEAVE_CERTIFICATE_DATA_PORT, 9443, needs TLS",
        "WAYLEAVE_CERTIFICATE_CONTROL_PORT, 9443, needs TLS",
        "WAYLEAVE_CERTIFICATE_PROXIES, proxy.example, not the address of a proxy",
        "WAYLEAVE_CERTIFICATE_PROXIES, 0.0.0.0/0, not the address of a proxy",
        "WAYLEAVE_PUBLIC_CERTIFICATE_CONTROL_URL, nowhere, no base URL",
        "WAYLEAVE_TLS_KEYSTORE, missing.p12, cannot be opened",
    })
    void saysWhatIsWrongWithASetting(String variable, String value, String why) {
        List<Fault> faults = faults(Map.of(variable, value));

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.variable().key()).isEqualTo(variable);
            assertThat(fault.why()).contains(why);
        });
    }

    @Test
    void saysEverythingThatIsWrongAtOnce() {
        assertThat(faults(Map.of("WAYLEAVE_DATA_PORT", "x", "WAYLEAVE_CONTROL_PORT", "y")))
                .hasSize(2);
    }

    @Test
    void refusesToListenToOthersWithoutTls() {
        List<Fault> faults = faults(Map.of("WAYLEAVE_BIND", "0.0.0.0"));

        assertThat(faults).singleElement().satisfies(fault -> {
            assertThat(fault.variable()).isEqualTo(Variable.BIND);
            assertThat(fault.cure()).contains("WAYLEAVE_TLS_KEYSTORE");
        });
    }

    @Test
    void refusesAKeystoreWithoutAKey() throws Exception {
        Path file = keystore("correct");

        List<Fault> faults = faults(Map.of(
                "WAYLEAVE_BIND", "0.0.0.0",
                "WAYLEAVE_TLS_KEYSTORE", file.toString(),
                "WAYLEAVE_TLS_KEYSTORE_PASSWORD_FILE",
                        Files.writeString(current.resolve("pw"), "correct\n").toString()));

        assertThat(faults).extracting(Fault::why).singleElement().asString().contains("no private key");
    }

    @Test
    void neverRepeatsASecret() {
        Map<String, String> environment = new HashMap<>();
        environment.put("WAYLEAVE_DATABASE_URL", "postgresql://u:hush-hush@h:notaport/d");
        environment.put("WAYLEAVE_MASTER_KEY", "hush-hush");
        assertThat(faults(environment).toString()).doesNotContain("hush");

        environment.put("WAYLEAVE_DATABASE_URL", "postgresql://u:hush-hush@127.0.0.1/d");
        assertThat(sound(environment).toString()).doesNotContain("hush");
    }

    private Path keystore(String password) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        Path file = current.resolve("empty.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password.toCharArray());
        }
        return file;
    }

    private Settings sound(Map<String, String> environment) {
        return switch (SettingsReader.read(environment, current)) {
            case Reading.Sound(Settings settings) -> settings;
            case Reading.Faulty(List<Fault> faults) -> throw new AssertionError(faults.toString());
        };
    }

    private List<Fault> faults(Map<String, String> environment) {
        return switch (SettingsReader.read(environment, current)) {
            case Reading.Faulty(List<Fault> faults) -> faults;
            case Reading.Sound(Settings settings) -> throw new AssertionError("Taken: " + settings);
        };
    }
}
