package uk.wayleave.messages.certificate;

import java.net.InetAddress;

/**
 * Addresses that begin alike.
 *
 * @param bits how many of the first ones count
 */
public record AddressRange(InetAddress from, int bits) {
    public AddressRange {
        if (bits < 0 || bits > from.getAddress().length * 8)
            throw new IllegalArgumentException("An address has not that many bits.");
    }

    /**
     * @param text an IP address, or one with the number of bits that count, as in {@code 10.1.0.0/16}; never a name,
     *     which somebody else could let lead elsewhere
     * @throws IllegalArgumentException if it is neither
     */
    public static AddressRange of(String text) {
        int slash = text.indexOf('/');
        InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int all = address.getAddress().length * 8;
        return new AddressRange(address, slash < 0 ? all : Integer.parseInt(text.substring(slash + 1)));
    }

    /** Whether the address is one of them; IPv4 is never in a range of IPv6. */
    public boolean has(InetAddress address) {
        byte[] ours = from.getAddress();
        byte[] other = address.getAddress();
        if (ours.length != other.length) return false;
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> (bit % 8);
            if ((ours[bit / 8] & mask) != (other[bit / 8] & mask)) return false;
        }
        return true;
    }
}
