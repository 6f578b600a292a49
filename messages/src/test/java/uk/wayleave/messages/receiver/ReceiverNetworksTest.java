package uk.wayleave.messages.receiver;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where receivers may be: each kind of address, and each setting. */
class ReceiverNetworksTest {
    @ParameterizedTest
    @CsvSource({
        "93.184.216.34, yes, yes, yes",
        "8.8.8.8, yes, yes, yes",
        "2606:2800:220:1:248:1893:25c8:1946, yes, yes, yes",
        "64:ff9b::5db8:d822, yes, yes, yes",
        "10.0.0.1, no, yes, yes",
        "172.16.0.1, no, yes, yes",
        "172.31.255.255, no, yes, yes",
        "172.32.0.1, yes, yes, yes",
        "192.168.1.1, no, yes, yes",
        "100.64.0.1, no, yes, yes",
        "fc00::1, no, yes, yes",
        "fdff::1, no, yes, yes",
        "64:ff9b::a00:1, no, yes, yes",
        "127.0.0.1, no, no, yes",
        "127.255.255.254, no, no, yes",
        "::1, no, no, yes",
        "::ffff:127.0.0.1, no, no, yes",
        "64:ff9b::7f00:1, no, no, yes",
        "0.0.0.0, no, no, no",
        "::, no, no, no",
        "169.254.169.254, no, no, no",
        "::ffff:169.254.169.254, no, no, no",
        "64:ff9b::a9fe:a9fe, no, no, no",
        "fe80::1, no, no, no",
        "224.0.0.1, no, no, no",
        "255.255.255.255, no, no, no",
        "240.0.0.1, no, no, no",
        "192.0.0.8, no, no, no",
        "192.0.2.1, no, no, no",
        "198.18.0.1, no, no, no",
        "203.0.113.9, no, no, no",
        "2001::1, no, no, no",
        "2001:db8::1, no, no, no",
        "2002:7f00:1::, no, no, no",
        "2002:a9fe:a9fe::1, no, no, no",
        "ff02::1, no, no, no",
        "4000::1, no, no, no",
        "::127.0.0.1, no, no, no",
    })
    void allowsOnlyWhatTheSettingSays(String address, String open, String privateToo, String loopbackToo)
            throws UnknownHostException {
        InetAddress parsed = InetAddress.getByName(address);
        assertThat(ReceiverNetworks.PUBLIC.allow(parsed)).isEqualTo(open.equals("yes"));
        assertThat(ReceiverNetworks.PRIVATE_TOO.allow(parsed)).isEqualTo(privateToo.equals("yes"));
        assertThat(ReceiverNetworks.LOOPBACK_TOO.allow(parsed)).isEqualTo(loopbackToo.equals("yes"));
    }

    /** The JDK's own ideas of special addresses are never allowed where the setting does not say so. */
    @Property
    void agreesWithTheJdkOnWhatIsNotPublic(
            @ForAll @IntRange(min = 0, max = 255) int first,
            @ForAll @IntRange(min = 0, max = 255) int second,
            @ForAll @IntRange(min = 0, max = 255) int third,
            @ForAll @IntRange(min = 0, max = 255) int fourth)
            throws UnknownHostException {
        InetAddress address =
                InetAddress.getByAddress(new byte[] {(byte) first, (byte) second, (byte) third, (byte) fourth});
        if (address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isLoopbackAddress()
                || address.isMulticastAddress()
                || address.isSiteLocalAddress()) {
            assertThat(ReceiverNetworks.PUBLIC.allow(address)).isFalse();
        }
    }
}
