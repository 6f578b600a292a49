package uk.wayleave.register.instruction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.Box;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Person;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Schedule;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Standing;
import uk.wayleave.framework.Tier;
import uk.wayleave.register.scope.Rows;

/** Reads instructions with their persons and uses left. */
final class InstructionRows {
    private static final int MOST = 1000;

    private InstructionRows() {}

    private record PersonOf(UUID instruction, Person person) {}

    /** The latest that the transaction sees, or the one. */
    static List<Instruction> read(JdbcClient sql, Optional<InstructionId> one, boolean notRevoked) {
        @Nullable UUID id = one.map(InstructionId::value).orElse(null);
        List<UUID> ids = sql.sql("""
                        select id from wayleave.instruction
                        where id = coalesce(cast(:id as uuid), id) and (not :notRevoked or standing <> 'ENDED')
                        order by created desc, id limit :most""")
                .param("id", id)
                .param("notRevoked", notRevoked)
                .param("most", MOST)
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
        if (ids.isEmpty()) return List.of();
        Map<UUID, List<Person>> persons = persons(sql, ids);
        return sql.sql("""
                        select i.id, i.controller, i.agreement, i.product, i.kind, i.purpose, i.operations,
                               i.work_references, i.area, i.tier, i.closed_of_others, i.starts, i.ends, i.schedule, i.proof, i.standing, u.remaining
                        from wayleave.instruction i join wayleave.instruction_use u on u.instruction = i.id
                        where i.id in (:ids) order by i.created desc, i.id""")
                .param("ids", ids)
                .query((row, number) -> {
                    UUID instruction = row.getObject("id", UUID.class);
                    @Nullable Long remaining = row.getObject("remaining", Long.class);
                    return new Instruction(
                            new InstructionId(instruction),
                            new ControllerId(row.getObject("controller", UUID.class)),
                            new AgreementId(row.getObject("agreement", UUID.class)),
                            new ProductId(row.getObject("product", UUID.class)),
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
                            schedule(row),
                            remaining == null ? OptionalLong.empty() : OptionalLong.of(remaining),
                            ProofLevel.valueOf(row.getString("proof")),
                            persons.getOrDefault(instruction, List.of()),
                            Standing.valueOf(row.getString("standing")));
                })
                .list();
    }

    private static Schedule schedule(ResultSet row) throws SQLException {
        @Nullable String schedule = row.getString("schedule");
        return schedule == null ? Schedule.anyTime() : Schedule.parse(schedule);
    }

    private static Optional<Box> area(ResultSet row) throws SQLException {
        if (row.getArray("area") == null) return Optional.empty();
        Integer[] edges = (Integer[]) row.getArray("area").getArray();
        return Optional.of(new Box(edges[0], edges[1], edges[2], edges[3]));
    }

    private static Map<UUID, List<Person>> persons(JdbcClient sql, List<UUID> instructions) {
        return sql
                .sql("""
                        select ip.instruction, p.id, p.identifier, p.name, p.standing
                        from wayleave.instruction_person ip join wayleave.person p on p.id = ip.person
                        where ip.instruction in (:ids) order by ip.place""")
                .param("ids", instructions)
                .query((row, number) -> new PersonOf(
                        row.getObject("instruction", UUID.class),
                        new Person(
                                new PersonId(row.getObject("id", UUID.class)),
                                row.getString("identifier"),
                                row.getString("name"),
                                Standing.valueOf(row.getString("standing")))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(
                        PersonOf::instruction, Collectors.mapping(PersonOf::person, Collectors.toList())));
    }
}
