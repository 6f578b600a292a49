package uk.wayleave.register.vault;

import java.util.Optional;
import java.util.UUID;
import uk.wayleave.framework.ControllerId;

/**
 * Seals what has to wait in the database and is to be read by nobody there: like the vault's accounts, each thing under a
 * data key of its own and bound to what it is, so that bytes moved to another row or another Controller do not open.
 */
public final class Sealed {
    /** In place of a Controller, where a thing is the installation's own. */
    private static final String INSTALLATION = "installation";

    private final Envelope envelope;

    public Sealed(MasterKey master) {
        this.envelope = new Envelope(master);
    }

    /**
     * Of a Controller's.
     *
     * @param kind what it is, such as {@code notification}; without line breaks
     */
    public byte[] close(byte[] plain, String kind, ControllerId controller, UUID thing) {
        return envelope.close(plain, version(kind), controller.toString(), thing.toString());
    }

    /** Empty where the bytes were changed, were sealed for something else, or with another key. */
    public Optional<byte[]> open(byte[] sealed, String kind, ControllerId controller, UUID thing) {
        return envelope.open(sealed, version(kind), controller.toString(), thing.toString());
    }

    /** Of the installation's own. */
    public byte[] close(byte[] plain, String kind, String thing) {
        return envelope.close(plain, version(kind), INSTALLATION, thing);
    }

    /** Empty where the bytes were changed, were sealed for something else, or with another key. */
    public Optional<byte[]> open(byte[] sealed, String kind, String thing) {
        return envelope.open(sealed, version(kind), INSTALLATION, thing);
    }

    private static String version(String kind) {
        return "wayleave " + kind + " v1";
    }
}
