package uk.wayleave.register.courtesy;

import java.time.Duration;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/** What is remembered of calls so that the next ones are no burden. */
public final class Courtesy {
    /** How long anything is remembered. */
    public static final Duration KEPT = Duration.ofHours(1);

    private final Scopes scopes;
    private final Polls polls;
    private final ForeignReads foreignReads;

    public Courtesy(Scopes scopes) {
        this.scopes = scopes;
        this.polls = new Polls(scopes);
        this.foreignReads = new ForeignReads(scopes);
    }

    public Polls polls() {
        return polls;
    }

    public ForeignReads foreignReads() {
        return foreignReads;
    }

    /** Forgets what is past its time, of all Controllers; how many. */
    public long forgetOld() {
        return scopes.asResolver(sql -> sql.sql("select wayleave.courtesy_over(:before)")
                .param("before", Rows.timestamp(scopes.now().minus(KEPT)))
                .query(Long.class)
                .single());
    }
}
