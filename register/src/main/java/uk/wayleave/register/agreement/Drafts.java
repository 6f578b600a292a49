package uk.wayleave.register.agreement;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.agreement.Draft.Saved;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/**
 * Drafts of agreements, kept part by part until they are laid before both sides. Only the Controller sees them. Whoever
 * administers or signs for it may fill them in.
 */
public final class Drafts {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Scopes scopes;

    public Drafts(Scopes scopes) {
        this.scopes = scopes;
    }

    /** Begins a draft of a new agreement with an integrator, or gives the one that is begun. */
    public Outcome<Draft> begin(ControllerId controller, IntegratorId integrator, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireOneAuthority(Authority.ADMINISTER, Authority.SIGN);
            Optional<UUID> begun = change.sql()
                    .sql("select agreement from wayleave.agreement_draft where integrator = :integrator and base = 0")
                    .param("integrator", integrator.value())
                    .query(UUID.class)
                    .optional();
            if (begun.isPresent()) return required(change, new AgreementId(begun.get()));
            var id = new AgreementId(UUID.randomUUID());
            insert(change, id, controller, integrator, 0);
            change.record("agreement.draft-begun", Map.of("agreement", id.toString(), "version", "1"));
            return required(change, id);
        });
    }

    /**
     * Begins a draft of another version of an agreement, or gives the one that is begun.
     *
     * @param filled its parts as the newest version has them
     */
    public Outcome<Draft> change(
            ControllerId controller, AgreementId id, Map<Part, Map<String, List<String>>> filled, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireOneAuthority(Authority.ADMINISTER, Authority.SIGN);
            Optional<Draft> begun = read(change.sql(), Optional.of(id)).stream().findFirst();
            if (begun.isPresent()) return begun.get();
            RegisteredAgreement agreement = AgreementRows.read(change.sql(), Optional.of(id)).stream()
                    .findFirst()
                    .orElseThrow(() -> Refusal.because("The Controller has no such agreement.", "Name one it has."));
            int base = agreement.versions().size();
            insert(change, id, controller, agreement.integrator(), base);
            filled.forEach((part, answers) -> write(change, id, controller, part, 1, answers, null));
            change.record(
                    "agreement.draft-begun", Map.of("agreement", id.toString(), "version", Integer.toString(base + 1)));
            return required(change, id);
        });
    }

    /**
     * Keeps one part, complete or not. Saved twice alike, it is saved once.
     *
     * @param seen the part's revision that the answers were typed over; another one is refused, as somebody else saved it
     *     meanwhile
     */
    public Outcome<Draft> save(
            ControllerId controller,
            AgreementId id,
            Part part,
            int seen,
            Map<String, List<String>> answers,
            Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireOneAuthority(Authority.ADMINISTER, Authority.SIGN);
            Draft draft = required(change, id);
            @Nullable Saved before = draft.parts().get(part);
            if (before != null && before.answers().equals(answers)) return draft;
            if (draft.revision(part) != seen)
                throw Refusal.because(
                        "Somebody saved this part since you opened it, so nothing was saved.",
                        "Compare what you typed with what is saved, and save again.");
            @Nullable PersonId person = actor instanceof Actor.Someone(PersonId someone) ? someone : null;
            write(change, id, controller, part, seen + 1, answers, person);
            return required(change, id);
        });
    }

    /** Throws a draft away; an agreement it was to change stays as it is. */
    public Outcome<AgreementId> discard(ControllerId controller, AgreementId id, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireOneAuthority(Authority.ADMINISTER, Authority.SIGN);
            // Nothing will ever name the contracts of an agreement that never was.
            if (required(change, id).base() == 0)
                change.sql()
                        .sql("delete from wayleave.agreement_document where agreement = :id")
                        .param("id", id.value())
                        .update();
            done(change, id);
            change.record("agreement.draft-discarded", Map.of("agreement", id.toString()));
            return id;
        });
    }

    public Optional<Draft> find(ControllerId controller, AgreementId id) {
        return scopes.in(controller, sql -> read(sql, Optional.of(id)).stream().findFirst());
    }

    /** Those of one Controller, the oldest first. */
    public List<Draft> of(ControllerId controller) {
        return scopes.in(controller, sql -> read(sql, Optional.empty()));
    }

    /** It has become a version, or is not wanted. */
    static void done(Change change, AgreementId id) {
        change.sql()
                .sql("delete from wayleave.agreement_draft where agreement = :id")
                .param("id", id.value())
                .update();
    }

    private static void insert(
            Change change, AgreementId id, ControllerId controller, IntegratorId integrator, int base) {
        boolean known = change.sql()
                .sql("select exists (select from wayleave.integrator where id = :id and standing <> 'ENDED')")
                .param("id", integrator.value())
                .query(Boolean.class)
                .single();
        if (!known) throw Refusal.because("There is no such integrator, or it has ended.", "Register it first.");
        change.sql()
                .sql("""
                        insert into wayleave.agreement_draft (agreement, controller, integrator, base, created)
                        values (:id, :controller, :integrator, :base, :at)""")
                .param("id", id.value())
                .param("controller", controller.value())
                .param("integrator", integrator.value())
                .param("base", base)
                .param("at", change.timestamp())
                .update();
    }

    private static void write(
            Change change,
            AgreementId id,
            ControllerId controller,
            Part part,
            int revision,
            Map<String, List<String>> answers,
            @Nullable PersonId person) {
        change.sql()
                .sql("""
                        insert into wayleave.agreement_draft_part
                            (agreement, controller, part, revision, answers, person, changed)
                        values (:id, :controller, :part, :revision, cast(:answers as jsonb), :person, :at)
                        on conflict (agreement, part) do update set revision = excluded.revision,
                            answers = excluded.answers, person = excluded.person, changed = excluded.changed""")
                .param("id", id.value())
                .param("controller", controller.value())
                .param("part", part.name())
                .param("revision", revision)
                .param("answers", JSON.writeValueAsString(new TreeMap<>(answers)))
                .param("person", person == null ? null : person.value())
                .param("at", change.timestamp())
                .update();
    }

    private static Draft required(Change change, AgreementId id) {
        return read(change.sql(), Optional.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.because(
                        "The Controller has no such draft; it may have been offered or discarded.",
                        "Look at the agreements."));
    }

    private record PartRow(UUID agreement, Part part, Saved saved) {}

    private static List<Draft> read(JdbcClient sql, Optional<AgreementId> one) {
        var id = one.map(AgreementId::value).orElse(null);
        Map<UUID, List<PartRow>> parts = sql
                .sql("""
                        select agreement, part, revision, answers, person, changed from wayleave.agreement_draft_part
                        where agreement = coalesce(cast(:id as uuid), agreement)""")
                .param("id", id)
                .query((row, number) -> new PartRow(
                        row.getObject("agreement", UUID.class),
                        Part.valueOf(row.getString("part")),
                        new Saved(
                                row.getInt("revision"),
                                answers(row.getString("answers")),
                                Optional.ofNullable(row.getObject("person", UUID.class))
                                        .map(PersonId::new),
                                Rows.instant(row, "changed"))))
                .list()
                .stream()
                .collect(Collectors.groupingBy(PartRow::agreement));
        return sql.sql("""
                        select agreement, controller, integrator, base from wayleave.agreement_draft
                        where agreement = coalesce(cast(:id as uuid), agreement) order by created, agreement""")
                .param("id", id)
                .query((row, number) -> {
                    UUID agreement = row.getObject("agreement", UUID.class);
                    Map<Part, Saved> saved = new EnumMap<>(Part.class);
                    parts.getOrDefault(agreement, List.of()).forEach(part -> saved.put(part.part(), part.saved()));
                    return new Draft(
                            new AgreementId(agreement),
                            new ControllerId(row.getObject("controller", UUID.class)),
                            new IntegratorId(row.getObject("integrator", UUID.class)),
                            row.getInt("base"),
                            saved);
                })
                .list();
    }

    private static Map<String, List<String>> answers(String json) {
        Map<String, List<String>> answers = new HashMap<>();
        for (var member : JSON.readTree(json).properties()) {
            List<String> values = new ArrayList<>();
            for (JsonNode value : member.getValue()) values.add(value.stringValue());
            answers.put(member.getKey(), List.copyOf(values));
        }
        return answers;
    }
}
