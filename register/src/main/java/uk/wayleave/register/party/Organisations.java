package uk.wayleave.register.party;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.RowMapper;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.snapshot.Organisation;

/** The Street Manager organisations of Controllers. */
public final class Organisations {
    private static final Pattern PREFIX = Pattern.compile("[A-Z0-9]{2}");
    private static final RowMapper<Organisation> ORGANISATION = (row, number) -> new Organisation(
            new SwaCode(row.getString("swa_code")),
            row.getString("name"),
            row.getString("reference"),
            Set.copyOf(Rows.texts(row, "prefixes")));

    private final Scopes scopes;

    public Organisations(Scopes scopes) {
        this.scopes = scopes;
    }

    /** Refused where another organisation, whosever, has the SWA code or one of the prefixes. */
    public Outcome<Organisation> register(ControllerId controller, Organisation organisation, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            Organisation checked = checked(change, organisation);
            change.sql()
                    .sql("""
                            insert into wayleave.organisation (swa_code, controller, name, reference, created)
                            values (:code, :controller, :name, :reference, :at)""")
                    .param("code", checked.swaCode().value())
                    .param("controller", controller.value())
                    .param("name", checked.name())
                    .param("reference", checked.reference())
                    .param("at", change.timestamp())
                    .update();
            addPrefixes(change, controller, checked);
            change.record(
                    "organisation.registered",
                    Map.of("swa_code", checked.swaCode().value()));
            return checked;
        });
    }

    /** Name, reference and prefixes of one that is registered. */
    public Outcome<Organisation> change(ControllerId controller, Organisation organisation, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            Organisation checked = checked(change, organisation);
            int changed = change.sql()
                    .sql("update wayleave.organisation set name = :name, reference = :reference where swa_code = :code")
                    .param("name", checked.name())
                    .param("reference", checked.reference())
                    .param("code", checked.swaCode().value())
                    .update();
            if (changed == 0)
                throw Refusal.because("The Controller has no organisation with this SWA code.", "Register it first.");
            change.sql()
                    .sql("delete from wayleave.organisation_prefix where swa_code = :code")
                    .param("code", checked.swaCode().value())
                    .update();
            addPrefixes(change, controller, checked);
            change.record(
                    "organisation.changed", Map.of("swa_code", checked.swaCode().value()));
            return checked;
        });
    }

    /** Those of one Controller, by SWA code. */
    public List<Organisation> of(ControllerId controller) {
        return scopes.in(controller, sql -> sql.sql("""
                        select o.swa_code, o.name, o.reference,
                               array(select p.prefix from wayleave.organisation_prefix p
                                     where p.swa_code = o.swa_code order by p.prefix) as prefixes
                        from wayleave.organisation o order by o.swa_code""").query(ORGANISATION).list());
    }

    private static Organisation checked(Change change, Organisation organisation) {
        change.requireAuthority(Authority.ADMINISTER);
        Set<String> prefixes = organisation.prefixes();
        if (!prefixes.stream().allMatch(prefix -> PREFIX.matcher(prefix).matches()))
            throw Refusal.because(
                    "A prefix of works references is two capital letters or digits.", "Correct it and send it again.");
        return new Organisation(
                organisation.swaCode(),
                change.requireLabel("The organisation's name", organisation.name()),
                change.requireLabel("The organisation's reference", organisation.reference()),
                prefixes);
    }

    private static void addPrefixes(Change change, ControllerId controller, Organisation organisation) {
        for (String prefix : organisation.prefixes()) {
            change.sql()
                    .sql("""
                            insert into wayleave.organisation_prefix (prefix, swa_code, controller)
                            values (:prefix, :code, :controller)""")
                    .param("prefix", prefix)
                    .param("code", organisation.swaCode().value())
                    .param("controller", controller.value())
                    .update();
        }
    }
}
