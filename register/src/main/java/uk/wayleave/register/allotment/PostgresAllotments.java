package uk.wayleave.register.allotment;

import java.time.Duration;
import uk.wayleave.register.scope.Scopes;

/** The division as PostgreSQL keeps it, for all nodes on one database. */
public final class PostgresAllotments implements Allotments {
    /** Long enough for some renewals to fail, short enough that a dead node's part is not missed for long. */
    private static final Duration VALID = Duration.ofSeconds(20);

    /** How long Street Manager counts a call. */
    private static final Duration REMEMBERED = Duration.ofSeconds(60);

    /** How long a call may be under way after its node was last heard of, and then be remembered. */
    private static final Duration LINGERS = REMEMBERED.plusSeconds(70);

    private final Scopes scopes;

    public PostgresAllotments(Scopes scopes) {
        this.scopes = scopes;
    }

    @Override
    public Duration valid() {
        return VALID;
    }

    @Override
    public Allotment renew(Part part, Claim claim) {
        return scopes.asResolver(sql -> sql.sql("""
                        select places, aims from wayleave.allotment_renewed(
                            :egress, :host, :node, :keeps, :wants, :weight, :budget, :valid, :lingers)""")
                .param("egress", part.egress())
                .param("host", part.host())
                .param("node", part.node())
                .param("keeps", claim.keeps())
                .param("wants", claim.wants())
                .param("weight", claim.weight())
                .param("budget", claim.budget())
                .param("valid", Math.toIntExact(VALID.toMillis()))
                .param("lingers", Math.toIntExact(LINGERS.toMillis()))
                .query((row, number) -> new Allotment(row.getInt("places"), row.getInt("aims")))
                .single());
    }

    @Override
    public void leave(Part part, int counted) {
        scopes.asResolver(sql -> sql.sql("select true from (select wayleave.allotment_left("
                        + ":egress, :host, :node, :counted, :lingers)) as gone")
                .param("egress", part.egress())
                .param("host", part.host())
                .param("node", part.node())
                .param("counted", counted)
                .param("lingers", Math.toIntExact(REMEMBERED.toMillis()))
                .query(Boolean.class)
                .single());
    }
}
