package uk.wayleave.register.request;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Box;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Tier;
import uk.wayleave.register.credential.RandomSecret;
import uk.wayleave.register.request.InstructionRequest.Channel;
import uk.wayleave.register.request.InstructionRequest.Redirect;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.token.ClientHolder;

/** Requests in the database. */
final class RequestRows {
    static final RowMapper<InstructionRequest> ROW = (row, number) -> request(row);
    static final String SELECT = """
            select r.id, r.controller, r.agreement, r.integrator, r.product, r.channel, r.addressee, r.kind, r.purpose,
                   r.operations, r.work_references, r.area, r.tier, r.closed_of_others, r.starts, r.ends, r.uses,
                   r.redirect, r.state, r.created, r.expires, r.outcome, r.instruction
            from wayleave.instruction_request r\s""";

    private RequestRows() {}

    /** What is written of a new one. */
    record Row(
            Channel channel,
            Optional<String> secret,
            Optional<PersonId> addressee,
            WantedInstruction wanted,
            Optional<InstructionRequests.Pushed> pushed,
            Optional<String> confirmation,
            Duration lifetime) {}

    static void insert(Change change, RequestId id, ClientHolder client, IntegratorId integrator, Row row) {
        WantedInstruction wanted = row.wanted;
        @Nullable Long uses = wanted.uses().isPresent() ? (Long) wanted.uses().getAsLong() : null;
        change.sql()
                .sql("""
                    insert into wayleave.instruction_request
                        (id, controller, agreement, integrator, product, credential, channel, digest, addressee, kind,
                         purpose, operations, work_references, area, tier, closed_of_others, starts, ends, uses,
                         redirect, state, challenge, confirmation, created, expires)
                    values (:id, :controller, :agreement, :integrator, :product, :credential, :channel, :digest,
                         :addressee, :kind, :purpose, :operations, :references, :area, :tier, :closedOfOthers, :from,
                         :until, :uses, :redirect, :state, :challenge, :confirmation, :at, :expires)""")
                .param("id", id.value())
                .param("controller", client.controller().value())
                .param("agreement", client.agreement().value())
                .param("integrator", integrator.value())
                .param("product", client.product().value())
                .param("credential", client.credential())
                .param("channel", row.channel.name())
                .param("digest", row.secret.map(RandomSecret::digest).orElse(null))
                .param("addressee", row.addressee.map(PersonId::value).orElse(null))
                .param("kind", wanted.kind().name())
                .param("purpose", wanted.purpose().name())
                .param(
                        "operations",
                        wanted.operations().stream()
                                .map(OperationId::value)
                                .sorted()
                                .toArray(String[]::new))
                .param(
                        "references",
                        wanted.references() instanceof Scope.Only<String>(Set<String> members)
                                ? members.stream().sorted().toArray(String[]::new)
                                : null)
                .param(
                        "area",
                        wanted.area()
                                .map(box -> new Integer[] {
                                    box.minEasting(), box.minNorthing(), box.maxEasting(), box.maxNorthing()
                                })
                                .orElse(null))
                .param("tier", wanted.tier().name())
                .param("closedOfOthers", wanted.closedOfOthers())
                .param("from", Rows.timestamp(wanted.from()))
                .param("until", Rows.timestamp(wanted.until()))
                .param("uses", uses)
                .param(
                        "redirect",
                        row.pushed.map(InstructionRequests.Pushed::redirect).orElse(null))
                .param(
                        "state",
                        row.pushed.flatMap(InstructionRequests.Pushed::state).orElse(null))
                .param(
                        "challenge",
                        row.pushed.map(InstructionRequests.Pushed::challenge).orElse(null))
                .param("confirmation", row.confirmation.orElse(null))
                .param("at", change.timestamp())
                .param("expires", Rows.timestamp(change.at().plus(row.lifetime)))
                .update();
    }

    static InstructionRequest required(JdbcClient sql, RequestId id) {
        return sql.sql(SELECT + "where r.id = :id")
                .param("id", id.value())
                .query(ROW)
                .single();
    }

    private static InstructionRequest request(ResultSet row) throws SQLException {
        @Nullable Long uses = row.getObject("uses", Long.class);
        @Nullable String redirect = row.getString("redirect");
        return new InstructionRequest(
                new RequestId(row.getObject("id", UUID.class)),
                new ControllerId(row.getObject("controller", UUID.class)),
                new AgreementId(row.getObject("agreement", UUID.class)),
                new IntegratorId(row.getObject("integrator", UUID.class)),
                new ProductId(row.getObject("product", UUID.class)),
                Channel.valueOf(row.getString("channel")),
                Optional.ofNullable(row.getObject("addressee", UUID.class)).map(PersonId::new),
                new WantedInstruction(
                        InstructionKind.valueOf(row.getString("kind")),
                        Purpose.valueOf(row.getString("purpose")),
                        Rows.texts(row, "operations").stream()
                                .map(OperationId::new)
                                .collect(Collectors.toUnmodifiableSet()),
                        row.getArray("work_references") == null
                                ? Scope.all()
                                : Scope.only(Set.copyOf(Rows.texts(row, "work_references"))),
                        area(row),
                        Tier.valueOf(row.getString("tier")),
                        row.getBoolean("closed_of_others"),
                        Rows.instant(row, "starts"),
                        Rows.instant(row, "ends"),
                        uses == null ? OptionalLong.empty() : OptionalLong.of(uses)),
                redirect == null
                        ? Optional.empty()
                        : Optional.of(new Redirect(redirect, Optional.ofNullable(row.getString("state")))),
                Rows.instant(row, "created"),
                Rows.instant(row, "expires"),
                InstructionRequest.Outcome.valueOf(row.getString("outcome")),
                Optional.ofNullable(row.getObject("instruction", UUID.class)).map(InstructionId::new));
    }

    private static Optional<Box> area(ResultSet row) throws SQLException {
        if (row.getArray("area") == null) return Optional.empty();
        Integer[] edges = (Integer[]) row.getArray("area").getArray();
        return Optional.of(new Box(edges[0], edges[1], edges[2], edges[3]));
    }
}
