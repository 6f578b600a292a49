package uk.wayleave.register.courtesy;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import uk.wayleave.evidence.Fingerprint;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/**
 * When a product last asked the same, on any node. All methods throw
 * {@link uk.wayleave.register.postgres.DatabaseUnavailable} where the register cannot be reached.
 */
public final class Polls {
    private final Scopes scopes;

    Polls(Scopes scopes) {
        this.scopes = scopes;
    }

    /**
     * Whose poll of what.
     *
     * @param digest of what is asked, with the Controller's key
     */
    public record Poll(ControllerId controller, ProductId product, Fingerprint digest) {}

    /**
     * Takes a poll for now; empty when that was done, else how long it is too soon by.
     *
     * @param floor shortest time between two; at most {@link Courtesy#KEPT}
     */
    public Optional<Duration> take(Poll poll, Duration floor) {
        return scopes.in(poll.controller(), sql -> {
            Instant now = scopes.now();
            int taken = sql.sql("""
                            insert into wayleave.poll as p (controller, product, what, at)
                            values (:controller, :product, :what, :now)
                            on conflict (controller, product, what) do update set at = excluded.at
                                where p.at <= :before""")
                    .param("controller", poll.controller().value())
                    .param("product", poll.product().value())
                    .param("what", poll.digest().value())
                    .param("now", Rows.timestamp(now))
                    .param("before", Rows.timestamp(now.minus(floor)))
                    .update();
            if (taken == 1) return Optional.empty();
            Duration left = sql.sql("select at from wayleave.poll where product = :product and what = :what")
                    .param("product", poll.product().value())
                    .param("what", poll.digest().value())
                    .query((row, number) -> Rows.instant(row, "at"))
                    .optional()
                    .map(last -> Duration.between(now, last.plus(floor)))
                    .orElse(Duration.ZERO);
            return Optional.of(left.isPositive() ? left : Duration.ofMillis(1));
        });
    }

    /** Nothing was sent: it was no poll. */
    public void giveBack(Poll poll) {
        scopes.in(
                poll.controller(),
                sql -> sql.sql("delete from wayleave.poll where product = :product and what = :what")
                        .param("product", poll.product().value())
                        .param("what", poll.digest().value())
                        .update());
    }
}
