package uk.wayleave.register.snapshot;

import java.util.Optional;

/** Finds what a caller is judged by. */
public interface Snapshots {
    /**
     * The snapshot for an access token, possibly remembered: good for judging, since every commit is conditional on its
     * revision.
     *
     * @param token as it came; empty is answered for one we never issued
     * @throws uk.wayleave.register.postgres.DatabaseUnavailable if nothing is remembered and the register cannot tell
     */
    Optional<Snapshot> find(String token);

    /** The snapshot as the register has it now. */
    Optional<Snapshot> read(String token);
}
