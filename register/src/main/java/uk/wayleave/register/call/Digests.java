package uk.wayleave.register.call;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/**
 * What was done in a person's name in a week (framework A1). A call is in somebody's name where the ledger says that it
 * was made for that person; and, where it was refused before it was settled for whom, in the names of all whom its
 * instruction lists. Counts are of calls, so that they agree with the ledger's.
 */
public final class Digests {
    private static final String IN_NAME = """
            from wayleave.recorded_call c
            where c.controller = :controller and c.at >= :from and c.at < :until
                and (c.person = :person
                     or c.person is null and exists (select from wayleave.instruction_person p
                         where p.instruction = c.instruction and p.person = :person))""";

    private final Scopes scopes;

    public Digests(Scopes scopes) {
        this.scopes = scopes;
    }

    private record Key(UUID product, @Nullable UUID instruction) {
        static Key of(ResultSet row) throws SQLException {
            return new Key(row.getObject("product", UUID.class), row.getObject("instruction", UUID.class));
        }
    }

    private record Works(List<String> first, long all) {}

    /** By product and instruction, that with the most calls first. */
    public List<DigestLine> of(ControllerId controller, PersonId person, Week week) {
        return scopes.in(controller, sql -> {
            Map<Key, List<DigestLine.Tally>> tallies = new LinkedHashMap<>();
            in(sql, controller, person, week, """
                    select c.product, c.instruction, c.operation, coalesce(c.effect, 'READ') = 'WRITE' as writes,
                        c.state, c.upstream, count(*) as calls %s
                    group by 1, 2, 3, 4, 5, 6 order by count(*) desc, 3, 5, 6""")
                    .query((row, number) -> Map.entry(
                            Key.of(row),
                            new DigestLine.Tally(
                                    Optional.ofNullable(row.getString("operation")),
                                    row.getBoolean("writes"),
                                    CallState.valueOf(row.getString("state")),
                                    Optional.ofNullable(row.getString("upstream")),
                                    row.getLong("calls"))))
                    .list()
                    .forEach(one -> tallies.computeIfAbsent(one.getKey(), key -> new ArrayList<>())
                            .add(one.getValue()));
            Map<Key, Works> works = works(sql, controller, person, week);
            Map<Key, Map<String, Long>> refused = refused(sql, controller, person, week);
            Map<UUID, Purpose> purposes = purposes(sql, tallies);
            return tallies.entrySet().stream()
                    .map(one -> line(
                            one.getKey(),
                            one.getValue(),
                            works.getOrDefault(one.getKey(), new Works(List.of(), 0)),
                            refused.getOrDefault(one.getKey(), Map.of()),
                            purposes))
                    .sorted(Comparator.comparingLong((DigestLine line) -> line.calls())
                            .reversed())
                    .toList();
        });
    }

    /** How many calls there were in a person's name. */
    public long calls(ControllerId controller, PersonId person, Week week) {
        return scopes.in(
                controller,
                sql -> in(sql, controller, person, week, "select count(*) %s")
                        .query(Long.class)
                        .single());
    }

    /** The calls of one line, the latest first. */
    public List<RecordedCall> calls(
            ControllerId controller,
            PersonId person,
            Week week,
            ProductId product,
            Optional<InstructionId> instruction,
            int most) {
        return scopes.in(
                controller,
                sql -> in(sql, controller, person, week, """
                        select c.* %s and c.product = :product and c.instruction is not distinct from :instruction::uuid
                        order by c.first desc limit :most""")
                        .param("product", product.value())
                        .param(
                                "instruction",
                                instruction.map(InstructionId::value).orElse(null))
                        .param("most", most)
                        .query(Calls.CALL)
                        .list());
    }

    /** Whether one call was in a person's name. */
    public boolean isInNameOf(ControllerId controller, PersonId person, RecordedCall call) {
        if (call.person().isPresent()) return call.person().get().equals(person);
        return call.instruction()
                .map(instruction -> scopes.in(
                        controller,
                        sql -> sql.sql("""
                                select exists (select from wayleave.instruction_person
                                    where instruction = :instruction and person = :person)""")
                                .param("instruction", instruction.value())
                                .param("person", person.value())
                                .query(Boolean.class)
                                .single()))
                .orElse(false);
    }

    private static Map<Key, Works> works(JdbcClient sql, ControllerId controller, PersonId person, Week week) {
        Map<Key, Works> works = new HashMap<>();
        in(sql, controller, person, week, """
                select w.product, w.instruction, (array_agg(w.work order by w.work))[1\\:%d] as first, count(*) as number
                from (select distinct m.product, m.instruction, unnest(m.works) as work from (select c.* %%s) m) w
                group by 1, 2""".formatted(DigestLine.MOST_WORKS))
                .query((row, number) ->
                        Map.entry(Key.of(row), new Works(Rows.texts(row, "first"), row.getLong("number"))))
                .list()
                .forEach(one -> works.put(one.getKey(), one.getValue()));
        return works;
    }

    private static Map<Key, Map<String, Long>> refused(
            JdbcClient sql, ControllerId controller, PersonId person, Week week) {
        record Refused(String clause, long calls) {}
        Map<Key, Map<String, Long>> refused = new HashMap<>();
        in(sql, controller, person, week, """
                select m.product, m.instruction, clause, count(*) as calls
                from (select c.* %s) m, unnest(m.clauses) as clause group by 1, 2, 3""")
                .query((row, number) ->
                        Map.entry(Key.of(row), new Refused(row.getString("clause"), row.getLong("calls"))))
                .list()
                .forEach(one -> refused.computeIfAbsent(one.getKey(), key -> new TreeMap<>())
                        .put(one.getValue().clause(), one.getValue().calls()));
        return refused;
    }

    private static Map<UUID, Purpose> purposes(JdbcClient sql, Map<Key, ?> lines) {
        List<UUID> instructions = new ArrayList<>();
        for (Key one : lines.keySet()) if (one.instruction() != null) instructions.add(one.instruction());
        Map<UUID, Purpose> purposes = new HashMap<>();
        if (instructions.isEmpty()) return purposes;
        sql.sql("select id, purpose from wayleave.instruction where id in (:ids)")
                .param("ids", instructions)
                .query((row, number) ->
                        Map.entry(row.getObject("id", UUID.class), Purpose.valueOf(row.getString("purpose"))))
                .list()
                .forEach(one -> purposes.put(one.getKey(), one.getValue()));
        return purposes;
    }

    private static DigestLine line(
            Key key,
            List<DigestLine.Tally> tallies,
            Works works,
            Map<String, Long> refused,
            Map<UUID, Purpose> purposes) {
        Optional<UUID> instruction = Optional.ofNullable(key.instruction());
        return new DigestLine(
                new ProductId(key.product()),
                instruction.map(InstructionId::new),
                instruction.map(purposes::get),
                tallies,
                works.first(),
                works.all(),
                refused);
    }

    /** @param query with {@code %s} where the calls in the person's name are taken from */
    private static JdbcClient.StatementSpec in(
            JdbcClient sql, ControllerId controller, PersonId person, Week week, String query) {
        return sql.sql(query.formatted(IN_NAME))
                .param("controller", controller.value())
                .param("person", person.value())
                .param("from", Rows.timestamp(week.from()))
                .param("until", Rows.timestamp(week.until()));
    }
}
