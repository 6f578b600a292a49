package uk.wayleave.register.holding;

import java.net.URI;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/** The CSV exports that were made for Controllers, for as long as somebody may still come for them. */
public final class KnownExports {
    /** Street Manager keeps none as long. */
    private static final Duration KEPT = Duration.ofDays(30);

    private final Scopes scopes;

    public KnownExports(Scopes scopes) {
        this.scopes = scopes;
    }

    /** A number given again means another export. */
    public void remember(ControllerId controller, KnownExport export) {
        scopes.in(controller, sql -> {
            sql.sql("delete from wayleave.known_export where since < :before")
                    .param("before", Rows.timestamp(scopes.now().minus(KEPT)))
                    .update();
            return sql.sql("""
                            insert into wayleave.known_export
                                (controller, host, export, agreement, instruction, account, api_version, operation, since)
                            values (:controller, :host, :export, :agreement, :instruction, :account, :version, :operation,
                                :now)
                            on conflict (controller, host, export) do update set agreement = excluded.agreement,
                                instruction = excluded.instruction, account = excluded.account,
                                api_version = excluded.api_version, operation = excluded.operation,
                                since = excluded.since""")
                    .param("controller", controller.value())
                    .param("host", export.host().toString())
                    .param("export", export.number())
                    .param("agreement", export.agreement().value())
                    .param("instruction", export.instruction().value())
                    .param("account", export.account().value())
                    .param("version", export.apiVersion())
                    .param("operation", export.operation().value())
                    .param("now", Rows.timestamp(scopes.now()))
                    .update();
        });
    }

    /** Those of that number, one for each host at most. */
    public List<KnownExport> find(ControllerId controller, long number) {
        return scopes.in(
                controller,
                sql -> sql.sql("""
                        select host, export, agreement, instruction, account, api_version, operation
                        from wayleave.known_export where export = :export and since >= :after order by host""")
                        .param("export", number)
                        .param("after", Rows.timestamp(scopes.now().minus(KEPT)))
                        .query((row, index) -> export(row))
                        .list());
    }

    private static KnownExport export(ResultSet row) throws SQLException {
        return new KnownExport(
                URI.create(row.getString("host")),
                row.getLong("export"),
                new AgreementId(row.getObject("agreement", UUID.class)),
                new InstructionId(row.getObject("instruction", UUID.class)),
                new AccountId(row.getObject("account", UUID.class)),
                row.getString("api_version"),
                new OperationId(row.getString("operation")));
    }
}
