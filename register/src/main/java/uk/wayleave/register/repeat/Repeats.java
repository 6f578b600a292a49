package uk.wayleave.register.repeat;

import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.evidence.Fingerprint;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.vault.MasterKey;
import uk.wayleave.register.vault.Sealed;

/**
 * What became of writes that came with an idempotency key (draft-ietf-httpapi-idempotency-key-header), for a stated
 * time. A key is taken, durably, before anything is sent; so whatever happens to this process afterwards, a repeat finds
 * it. Status and created references are sealed for the Controller.
 *
 * <p>All methods throw {@link uk.wayleave.register.postgres.DatabaseUnavailable} where the register cannot be reached.
 */
public final class Repeats {
    /** How long a key is remembered. */
    public static final Duration KEPT = Duration.ofHours(24);

    private static final String KIND = "repeat";
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Scopes scopes;
    private final Sealed sealed;

    public Repeats(Scopes scopes, MasterKey master) {
        this.scopes = scopes;
        this.sealed = new Sealed(master);
    }

    /** The call that came with this key first; empty where the key is free. */
    public Optional<Earlier> find(RepeatKey key) {
        return scopes.in(key.controller(), sql -> find(sql, key));
    }

    /** Takes the key for this call; empty when that was done, else who has it. */
    public Optional<Earlier> take(RepeatKey key, Fingerprint request, UUID call, InstructionId instruction) {
        return scopes.in(key.controller(), sql -> {
            Instant now = scopes.now();
            sql.sql("delete from wayleave.repeat where product = :product and ends <= :now")
                    .param("product", key.product().value())
                    .param("now", Rows.timestamp(now))
                    .update();
            int taken = sql.sql("""
                            insert into wayleave.repeat
                                (controller, product, key_digest, request_digest, call, instruction, state, begun, ends)
                            values (:controller, :product, :key, :request, :call, :instruction, 'UNDER_WAY', :begun,
                                :ends)
                            on conflict do nothing""")
                    .param("controller", key.controller().value())
                    .param("product", key.product().value())
                    .param("key", key.digest().value())
                    .param("request", request.value())
                    .param("call", call)
                    .param("instruction", instruction.value())
                    .param("begun", Rows.timestamp(now))
                    .param("ends", Rows.timestamp(now.plus(KEPT)))
                    .update();
            if (taken == 1) return Optional.empty();
            // Whoever had it may have freed it just now: then nobody has it and nothing was sent.
            return Optional.of(find(sql, key)
                    .orElseGet(() -> new Earlier(call, request, instruction, now, new Earlier.Became.UnderWay())));
        });
    }

    /**
     * The call that took the key was carried out.
     *
     * @param receipt of what was released of it
     */
    public void done(RepeatKey key, UUID call, int status, String references, Optional<UUID> receipt) {
        ObjectNode told = JSON.createObjectNode()
                .put("product", key.product().toString())
                .put("key", key.digest().value())
                .put("status", status)
                .put("references", references);
        receipt.ifPresent(known -> told.put("receipt", known.toString()));
        byte[] plain = JSON.writeValueAsBytes(told);
        byte[] closed = sealed.close(plain, KIND, key.controller(), call);
        scopes.in(
                key.controller(),
                sql -> of(sql, "update wayleave.repeat set state = 'DONE', sealed = :sealed", key, call)
                        .param("sealed", closed)
                        .update());
    }

    /** The call that took the key may have been carried out. */
    public void unknown(RepeatKey key, UUID call) {
        scopes.in(
                key.controller(),
                sql -> of(sql, "update wayleave.repeat set state = 'UNKNOWN'", key, call)
                        .update());
    }

    /** Nothing came of the call that took the key: it can be used again. */
    public void free(RepeatKey key, UUID call) {
        scopes.in(
                key.controller(),
                sql -> of(sql, "delete from wayleave.repeat", key, call).update());
    }

    /** Forgets what is past its time, of all Controllers; how many. */
    public long forgetOld() {
        Instant now = scopes.now();
        return scopes.asResolver(sql -> sql.sql("select wayleave.repeats_over(:now)")
                .param("now", Rows.timestamp(now))
                .query(Long.class)
                .single());
    }

    private static JdbcClient.StatementSpec of(JdbcClient sql, String statement, RepeatKey key, UUID call) {
        return sql.sql(statement
                        + " where product = :product and key_digest = :key and call = :call and state <> 'DONE'")
                .param("product", key.product().value())
                .param("key", key.digest().value())
                .param("call", call);
    }

    private Optional<Earlier> find(JdbcClient sql, RepeatKey key) {
        return sql.sql("""
                        select call, request_digest, instruction, begun, state, sealed from wayleave.repeat
                        where product = :product and key_digest = :key and ends > :now""")
                .param("product", key.product().value())
                .param("key", key.digest().value())
                .param("now", Rows.timestamp(scopes.now()))
                .query((row, number) -> earlier(row, key))
                .optional();
    }

    private Earlier earlier(ResultSet row, RepeatKey key) throws SQLException {
        UUID call = row.getObject("call", UUID.class);
        Earlier.Became became = switch (row.getString("state")) {
            case "UNDER_WAY" -> new Earlier.Became.UnderWay();
            case "DONE" -> opened(row.getBytes("sealed"), key, call);
            default -> new Earlier.Became.Unknown();
        };
        return new Earlier(
                call,
                new Fingerprint(row.getString("request_digest")),
                new InstructionId(row.getObject("instruction", UUID.class)),
                Rows.instant(row, "begun"),
                became);
    }

    /** What does not open, or was sealed for another key, may have been carried out all the same. */
    private Earlier.Became opened(byte[] closed, RepeatKey key, UUID call) {
        return sealed.open(closed, KIND, key.controller(), call)
                .map(plain -> JSON.readTree(new String(plain, StandardCharsets.UTF_8)))
                .filter(json ->
                        json.path("product").asString().equals(key.product().toString()))
                .filter(json -> json.path("key").asString().equals(key.digest().value()))
                .<Earlier.Became>map(json -> new Earlier.Became.Done(
                        json.path("status").intValue(),
                        json.path("references").stringValue(),
                        Optional.of(json.path("receipt"))
                                .filter(JsonNode::isString)
                                .map(receipt -> UUID.fromString(receipt.stringValue()))))
                .orElseGet(Earlier.Became.Unknown::new);
    }
}
