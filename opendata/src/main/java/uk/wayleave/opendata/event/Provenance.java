package uk.wayleave.opendata.event;

/** How an event came to us. */
public enum Provenance {
    /** In a notification whose signature by Amazon SNS was checked. */
    SIGNED(1),
    /** From DfT's archive, whose files nobody signs. */
    ARCHIVE(2);

    private final int bit;

    Provenance(int bit) {
        this.bit = bit;
    }

    /** In the store an event has the bits of all the ways it came. */
    public int bit() {
        return bit;
    }

    /** The strongest of the ways that these bits stand for. */
    public static Provenance strongest(int bits) {
        return (bits & SIGNED.bit) != 0 ? SIGNED : ARCHIVE;
    }
}
