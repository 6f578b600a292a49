package uk.wayleave.register.instruction;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.call.Week;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/**
 * Persons object to what was done in their names. An objection suspends its instruction at once, for nothing more is to
 * be done in the name of somebody who says it was not asked for; whoever administers or governs then answers it.
 */
public final class Objections {
    private static final int MOST = 1000;
    private static final int LONGEST_REASON = 500;
    private static final RowMapper<Objection> OBJECTION = (row, number) -> new Objection(
            new ObjectionId(row.getObject("id", UUID.class)),
            new InstructionId(row.getObject("instruction", UUID.class)),
            new PersonId(row.getObject("person", UUID.class)),
            new Week(row.getObject("week", LocalDate.class)),
            Rows.instant(row, "raised"),
            row.getBoolean("suspended"),
            answer(row));

    private final Scopes scopes;

    public Objections(Scopes scopes) {
        this.scopes = scopes;
    }

    /**
     * Objects, in the name of the person who does it and nobody else's. Takes no authority: whoever is named may. Raised
     * twice for the same week it is one objection.
     */
    public Outcome<Objection> raise(ControllerId controller, InstructionId instruction, Week week, PersonId person) {
        return scopes.change(new Body.OfController(controller), new Actor.Someone(person), change -> {
            change.requireMember();
            Standing standing = standingFor(change, instruction, person);
            if (week.from().isAfter(change.at()))
                throw Refusal.because("The week has not begun.", "Object to a week in which something was done.");
            Optional<Objection> same = find(change.sql(), instruction, person, week);
            if (same.isPresent()) return same.get();
            boolean suspends = standing == Standing.ACTIVE;
            var raised = new Objection(
                    new ObjectionId(UUID.randomUUID()),
                    instruction,
                    person,
                    week,
                    change.at(),
                    suspends,
                    Optional.empty());
            insert(change, controller, raised);
            change.record(
                    "objection.raised",
                    Map.of(
                            "objection", raised.id().toString(),
                            "instruction", instruction.toString(),
                            "person", person.toString(),
                            "week", week.toString()));
            if (suspends) stand(change, instruction, Standing.SUSPENDED);
            return raised;
        });
    }

    private static Standing standingFor(Change change, InstructionId instruction, PersonId person) {
        return change.sql()
                .sql("""
                        select i.standing from wayleave.instruction i
                        join wayleave.instruction_person p on p.instruction = i.id and p.person = :person
                        where i.id = :id""")
                .param("id", instruction.value())
                .param("person", person.value())
                .query(String.class)
                .optional()
                .map(Standing::valueOf)
                .orElseThrow(() -> Refusal.because(
                        "There is no such instruction that names you.", "Object to one of your own week."));
    }

    private static void insert(Change change, ControllerId controller, Objection raised) {
        change.sql()
                .sql("""
                        insert into wayleave.objection (id, controller, instruction, person, week, raised, suspended)
                        values (:id, :controller, :instruction, :person, :week, :at, :suspended)""")
                .param("id", raised.id().value())
                .param("controller", controller.value())
                .param("instruction", raised.instruction().value())
                .param("person", raised.person().value())
                .param("week", raised.week().monday())
                .param("at", change.timestamp())
                .param("suspended", raised.suspended())
                .update();
    }

    /**
     * Answers an objection. Upheld, its instruction is revoked; withdrawn, the instruction stands again where an
     * objection had suspended it and no other waits. Takes a person of the Controller who administers or signs.
     */
    public Outcome<Objection> answer(
            ControllerId controller, ObjectionId id, Objection.Outcome outcome, String reason, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireMember();
            change.requireOneAuthority(Authority.ADMINISTER, Authority.SIGN);
            Objection before = find(change.sql(), id)
                    .orElseThrow(() -> Refusal.because("There is no such objection.", "Name another."));
            // Sent twice: it was answered so already.
            if (before.answer().filter(one -> one.outcome() == outcome).isPresent()) return before;
            if (!before.isOpen())
                throw Refusal.because("The objection has been answered already.", "Look at how it was answered.");
            answered(change, id, outcome, requireReason(reason));
            change.record(
                    "objection.answered",
                    Map.of(
                            "objection", id.toString(),
                            "instruction", before.instruction().toString(),
                            "outcome", outcome.name()));
            switch (outcome) {
                case UPHELD -> stand(change, before.instruction(), Standing.ENDED);
                case WITHDRAWN -> standAgain(change, before.instruction());
            }
            return find(change.sql(), id).orElseThrow();
        });
    }

    private static String requireReason(String reason) {
        String text = reason.strip();
        if (!text.isEmpty()
                && text.length() <= LONGEST_REASON
                && text.chars().noneMatch(one -> Character.isISOControl(one) && one != '\n' && one != '\r'))
            return text;
        throw Refusal.because(
                "The reason must be 1 to " + LONGEST_REASON + " characters.", "Say why, for the person who objected.");
    }

    private static void answered(Change change, ObjectionId id, Objection.Outcome outcome, String reason) {
        if (!(change.actor() instanceof Actor.Someone(PersonId person)))
            throw Refusal.because("This takes a person.", "Sign in.");
        change.sql()
                .sql("""
                        update wayleave.objection set outcome = :outcome, answered = :at, answered_by = :person,
                            reason = :reason where id = :id""")
                .param("outcome", outcome.name())
                .param("at", change.timestamp())
                .param("person", person.value())
                .param("reason", reason)
                .param("id", id.value())
                .update();
    }

    /** What no objection suspended, none lets stand again; and what one found right, nothing does. */
    private static void standAgain(Change change, InstructionId instruction) {
        boolean free = change.sql()
                .sql("""
                        select bool_or(suspended) and not bool_or(outcome <> 'WITHDRAWN') from wayleave.objection
                        where instruction = :id""")
                .param("id", instruction.value())
                .query(Boolean.class)
                .single();
        if (free) stand(change, instruction, Standing.ACTIVE);
    }

    private static void stand(Change change, InstructionId instruction, Standing standing) {
        int changed = change.sql()
                .sql("""
                        update wayleave.instruction set standing = :standing, over_since = :over
                        where id = :id and standing <> 'ENDED' and standing <> :standing""")
                .param("standing", standing.name())
                .param("over", standing == Standing.ENDED ? change.timestamp() : null)
                .param("id", instruction.value())
                .update();
        if (changed > 0)
            change.record(
                    "instruction.stands", Map.of("instruction", instruction.toString(), "standing", standing.name()));
    }

    /** Refuses, within a change, to let an instruction go on that somebody has objected to and nobody has answered. */
    static void requireNoneOpen(Change change, InstructionId instruction) {
        boolean open = change.sql()
                .sql("select exists (select from wayleave.objection where instruction = :id and outcome = 'OPEN')")
                .param("id", instruction.value())
                .query(Boolean.class)
                .single();
        if (open)
            throw Refusal.because(
                    "An objection to this instruction waits for its answer.", "Answer the objection first.");
    }

    /**
     * Refuses, within a change, what a product says a person asked for, while an objection of that person to what this
     * product did waits: else it would only have to say so again.
     */
    static void requireNoneOpen(Change change, ProductId product, List<PersonId> persons) {
        boolean open = change.sql()
                .sql("""
                        select exists (select from wayleave.objection o join wayleave.instruction i on i.id = o.instruction
                            where o.outcome = 'OPEN' and i.product = :product and o.person in (:persons))""")
                .param("product", product.value())
                .param("persons", persons.stream().map(PersonId::value).toList())
                .query(Boolean.class)
                .single();
        if (open)
            throw Refusal.because(
                    "An instruction to this product was objected to, and the objection waits for its answer.",
                    "Have a person of the Controller sign in and give the instruction, or wait for the answer.");
    }

    public Optional<Objection> find(ControllerId controller, ObjectionId id) {
        return scopes.in(controller, sql -> find(sql, id));
    }

    /** The latest 1,000 of one Controller: those that wait first, then the latest first. */
    public List<Objection> of(ControllerId controller) {
        return scopes.in(
                controller,
                sql -> sql.sql("select * from wayleave.objection"
                                + " order by outcome <> 'OPEN', raised desc, id limit " + MOST)
                        .query(OBJECTION)
                        .list());
    }

    /** Those that a person has raised to one week. */
    public List<Objection> of(ControllerId controller, PersonId person, Week week) {
        return scopes.in(
                controller,
                sql -> sql.sql("select * from wayleave.objection where person = :person and week = :week")
                        .param("person", person.value())
                        .param("week", week.monday())
                        .query(OBJECTION)
                        .list());
    }

    /** How many wait for an answer. */
    public int waiting(ControllerId controller) {
        return scopes.in(
                controller,
                sql -> sql.sql("select count(*) from wayleave.objection where outcome = 'OPEN'")
                        .query(Integer.class)
                        .single());
    }

    /** Instructions to an integrator's products that were objected to, the latest first. */
    public List<ObjectedInstruction> of(IntegratorId integrator) {
        return scopes.in(
                new Body.OfIntegrator(integrator),
                sql -> sql.sql("select * from wayleave.objections_of_integrator()")
                        .query((row, number) -> new ObjectedInstruction(
                                new InstructionId(row.getObject("instruction", UUID.class)),
                                new ControllerId(row.getObject("controller", UUID.class)),
                                new AgreementId(row.getObject("agreement", UUID.class)),
                                new ProductId(row.getObject("product", UUID.class)),
                                Rows.instant(row, "raised"),
                                row.getBoolean("waits")))
                        .list());
    }

    private static Optional<Objection> find(JdbcClient sql, ObjectionId id) {
        return sql.sql("select * from wayleave.objection where id = :id")
                .param("id", id.value())
                .query(OBJECTION)
                .optional();
    }

    private static Optional<Objection> find(JdbcClient sql, InstructionId instruction, PersonId person, Week week) {
        return sql.sql("select * from wayleave.objection"
                        + " where instruction = :instruction and person = :person and week = :week")
                .param("instruction", instruction.value())
                .param("person", person.value())
                .param("week", week.monday())
                .query(OBJECTION)
                .optional();
    }

    private static Optional<Objection.Answer> answer(ResultSet row) throws SQLException {
        @Nullable UUID by = row.getObject("answered_by", UUID.class);
        if (by == null) return Optional.empty();
        return Optional.of(new Objection.Answer(
                Objection.Outcome.valueOf(row.getString("outcome")),
                Rows.instant(row, "answered"),
                new PersonId(by),
                row.getString("reason")));
    }
}
