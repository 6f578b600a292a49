package uk.wayleave.messages.receiver;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Where receivers may be. An address is judged when a connection is made, by what its name resolves to at that moment, so
 * that no name leads to a machine behind our own walls (server-side request forgery).
 */
public enum ReceiverNetworks {
    /** The public internet only. */
    PUBLIC,
    /** Private networks of the operator's too: RFC 1918, RFC 6598, RFC 4193. */
    PRIVATE_TOO,
    /** Loopback too, without TLS: for demonstrations and tests. */
    LOOPBACK_TOO;

    /** Not of the public internet, by IANA's registry of special addresses (RFC 6890); private ones are apart. */
    private static final List<Block> SPECIAL = List.of(
            Block.of("0.0.0.0", 8),
            Block.of("127.0.0.0", 8),
            Block.of("169.254.0.0", 16),
            Block.of("192.0.0.0", 24),
            Block.of("192.0.2.0", 24),
            Block.of("192.88.99.0", 24),
            Block.of("198.18.0.0", 15),
            Block.of("198.51.100.0", 24),
            Block.of("203.0.113.0", 24),
            Block.of("224.0.0.0", 4),
            Block.of("240.0.0.0", 4),
            // Of the global unicast addresses of IPv6: protocol assignments with Teredo, 6to4, documentation.
            Block.of("2001::", 23),
            Block.of("2001:db8::", 32),
            Block.of("2002::", 16),
            Block.of("3fff::", 20));

    private static final List<Block> PRIVATE = List.of(
            Block.of("10.0.0.0", 8),
            Block.of("100.64.0.0", 10),
            Block.of("172.16.0.0", 12),
            Block.of("192.168.0.0", 16),
            Block.of("fc00::", 7));

    private static final Block GLOBAL_UNICAST = Block.of("2000::", 3);
    /** Addresses of IPv4 as IPv6 writes them where DNS64 and NAT64 lead there (RFC 6052). */
    private static final Block NAT64 = Block.of("64:ff9b::", 96);

    /** Whether a connection to this address may be made. */
    public boolean allow(InetAddress address) {
        if (address.isLoopbackAddress()) {
            return this == LOOPBACK_TOO;
        }
        if (NAT64.has(address)) {
            byte[] all = address.getAddress();
            return allow(of(Arrays.copyOfRange(all, all.length - 4, all.length)));
        }
        if (PRIVATE.stream().anyMatch(block -> block.has(address))) {
            return this != PUBLIC;
        }
        boolean known = address instanceof Inet4Address || GLOBAL_UNICAST.has(address);
        return known && SPECIAL.stream().noneMatch(block -> block.has(address));
    }

    private static InetAddress of(byte[] bytes) {
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("An address has 4 or 16 bytes.", impossible);
        }
    }

    /** A block of addresses. */
    private record Block(byte[] start, int bits) {
        static Block of(String literal, int bits) {
            // A literal is never looked up.
            return new Block(InetAddress.ofLiteral(literal).getAddress(), bits);
        }

        boolean has(InetAddress address) {
            byte[] other = address.getAddress();
            if (other.length != start.length || (start.length == 16) != (address instanceof Inet6Address)) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % 8);
                if ((start[bit / 8] & mask) != (other[bit / 8] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
