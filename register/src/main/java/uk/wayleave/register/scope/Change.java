package uk.wayleave.register.scope;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;

/** One change under way: its transaction, who makes it, and the record of it. */
public final class Change {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LABEL_LENGTH = 200;

    private final JdbcClient sql;
    private final Body body;
    private final Actor actor;
    private final Instant at;

    Change(JdbcClient sql, Body body, Actor actor, Instant at) {
        this.sql = sql;
        this.body = body;
        this.actor = actor;
        this.at = at;
    }

    public JdbcClient sql() {
        return sql;
    }

    /** Whose data it changes. */
    public Body body() {
        return body;
    }

    public Instant at() {
        return at;
    }

    /** The instant of the change, as the driver takes it. */
    public OffsetDateTime timestamp() {
        return at.atOffset(ZoneOffset.UTC);
    }

    public Actor actor() {
        return actor;
    }

    /** Lets go on only a person of this change's body, or of the operator, that has the authority; or the set-up. */
    public void requireAuthority(Authority authority) {
        if (actor instanceof Actor.Setup) return;
        Standing acting = acting();
        if (acting.authorities.contains(authority) && (acting.belongsTo(body) || acting.isOperator())) return;
        throw notAuthorised(authority);
    }

    /** As {@link #requireAuthority(Authority)}, where either of two authorities will do. */
    public void requireOneAuthority(Authority one, Authority other) {
        if (actor instanceof Actor.Setup) return;
        Standing acting = acting();
        boolean has = acting.authorities.contains(one) || acting.authorities.contains(other);
        if (has && (acting.belongsTo(body) || acting.isOperator())) return;
        throw notAuthorised(one);
    }

    /** As {@link #requireAuthority(Authority)}, and persons of the integrator too. */
    public void requireAuthorityOfEither(Authority authority, IntegratorId integrator) {
        if (actor instanceof Actor.Setup) return;
        Standing acting = acting();
        boolean concerned =
                acting.belongsTo(body) || acting.belongsTo(new Body.OfIntegrator(integrator)) || acting.isOperator();
        if (acting.authorities.contains(authority) && concerned) return;
        throw notAuthorised(authority);
    }

    /** Lets go on only an active person of this change's body, whatever its authorities. */
    public void requireMember() {
        if (acting().belongsTo(body)) return;
        throw Refusal.because("This takes a person of the body concerned.", "Sign in as a person of it.");
    }

    /** The body of the acting person, which must have the authority in its own right: nobody does this for another. */
    public Body requireOwnAuthority(Authority authority) {
        Standing acting = acting();
        if (acting.authorities.contains(authority)) return acting.body();
        throw notAuthorised(authority);
    }

    public String requireLabel(String what, String text) {
        boolean usable =
                !text.isBlank() && text.length() <= LABEL_LENGTH && text.chars().noneMatch(Character::isISOControl);
        if (usable) return text.strip();
        throw Refusal.because(
                what + " must be 1 to " + LABEL_LENGTH + " characters, without control characters.",
                "Correct it and send it again.");
    }

    /** Leaves the act for the ledger: identifiers, states and hashes, never a name or anything a person typed. */
    public void record(String kind, Map<String, String> facts) {
        sql.sql("""
                        insert into wayleave.act (id, controller, integrator, at, kind, actor, facts)
                        values (:id, :controller, :integrator, :at, :kind, :actor, cast(:facts as jsonb))""")
                .param("id", UUID.randomUUID())
                .param("controller", BodyColumns.controller(body))
                .param("integrator", BodyColumns.integrator(body))
                .param("at", timestamp())
                .param("kind", kind)
                .param("actor", actor.toString())
                .param("facts", JSON.writeValueAsString(new TreeMap<>(facts)))
                .update();
    }

    private Standing acting() {
        if (actor instanceof Actor.Someone(PersonId person))
            return standingOf(person).orElseThrow(Change::notSomebody);
        throw notSomebody();
    }

    private Optional<Standing> standingOf(PersonId person) {
        return sql.sql("select controller, integrator, authorities from wayleave.authority_of(:person)")
                .param("person", person.value())
                .query((row, number) -> new Standing(
                        row.getObject("controller", UUID.class),
                        row.getObject("integrator", UUID.class),
                        Rows.texts(row, "authorities").stream()
                                .map(Authority::valueOf)
                                .collect(Collectors.toUnmodifiableSet())))
                .optional();
    }

    private static Refusal notSomebody() {
        return Refusal.because("This takes a registered person that is active.", "Sign in as a person who may do it.");
    }

    private static Refusal notAuthorised(Authority authority) {
        return Refusal.because(
                "The acting person has no authority to " + authority.name().toLowerCase(Locale.ROOT) + " here.",
                "Ask somebody of the body concerned who has it.");
    }

    /** Where the acting person belongs, and what it may do there. */
    private record Standing(
            @Nullable UUID controller, @Nullable UUID integrator, Set<Authority> authorities) {
        boolean isOperator() {
            return controller == null && integrator == null;
        }

        boolean belongsTo(Body other) {
            return body().equals(other);
        }

        Body body() {
            return BodyColumns.body(controller, integrator);
        }
    }
}
