package uk.wayleave.register.agreement;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Scopes;

/**
 * The technical contacts of integrators, which DfT asks for. Each integrator keeps its own; they stand in no agreement's
 * content, so that a new colleague needs no new signatures and a former one's name can go.
 */
public final class TechnicalContacts {
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]+@[^\\s@]+");
    private static final Pattern TELEPHONE = Pattern.compile("[+]?[0-9 ()-]{5,39}|");
    private static final int LONGEST_EMAIL = 254;
    private static final int AT_MOST = 20;
    private static final RowMapper<TechnicalContact> CONTACT = (row, number) -> new TechnicalContact(
            row.getObject("id", UUID.class), row.getString("name"), row.getString("email"), row.getString("telephone"));
    private static final String SELECT = "select id, name, email, telephone from wayleave.technical_contact"
            + " where integrator = :integrator order by name, id";

    private final Scopes scopes;

    public TechnicalContacts(Scopes scopes) {
        this.scopes = scopes;
    }

    /** Takes an administrator of the integrator. The same person named again is one contact. */
    public Outcome<TechnicalContact> name(
            IntegratorId integrator, String name, String email, String telephone, Actor actor) {
        return scopes.change(new Body.OfIntegrator(integrator), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            String label = change.requireLabel("The contact's name", name);
            requireReachable(email, telephone);
            List<TechnicalContact> there = own(change, integrator);
            for (TechnicalContact one : there)
                if (one.name().equals(label)
                        && one.email().equals(email)
                        && one.telephone().equals(telephone)) return one;
            if (there.size() >= AT_MOST)
                throw Refusal.because("There are " + AT_MOST + " contacts already.", "Remove one first.");
            var contact = new TechnicalContact(UUID.randomUUID(), label, email, telephone);
            change.sql()
                    .sql("""
                            insert into wayleave.technical_contact (id, integrator, name, email, telephone, changed)
                            values (:id, :integrator, :name, :email, :telephone, :at)""")
                    .param("id", contact.id())
                    .param("integrator", integrator.value())
                    .param("name", label)
                    .param("email", email)
                    .param("telephone", telephone)
                    .param("at", change.timestamp())
                    .update();
            change.record("contact.named", Map.of("contact", contact.id().toString()));
            return contact;
        });
    }

    /** Refused where fewer than two would be left while an agreement is on offer or in force. */
    public Outcome<UUID> remove(IntegratorId integrator, UUID contact, Actor actor) {
        return scopes.change(new Body.OfIntegrator(integrator), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            List<TechnicalContact> there = own(change, integrator);
            if (there.stream().noneMatch(one -> one.id().equals(contact)))
                throw Refusal.because("The integrator has no such contact.", "Name one it has.");
            if (there.size() <= Gaps.CONTACTS && isBound(change, integrator))
                throw Refusal.because(
                        "An agreement on offer or in force needs " + Gaps.CONTACTS + " technical contacts.",
                        "Name another one first.");
            change.sql()
                    .sql("delete from wayleave.technical_contact where id = :id")
                    .param("id", contact)
                    .update();
            change.record("contact.removed", Map.of("contact", contact.toString()));
            return contact;
        });
    }

    /** As a body sees them: an integrator its own, the operator everybody's, a Controller those it has an agreement with. */
    public List<TechnicalContact> of(IntegratorId integrator, Body reader) {
        return scopes.in(reader, sql -> read(sql, integrator));
    }

    /** How many there are, which a Controller may know before there is an agreement. */
    public int count(ControllerId controller, IntegratorId integrator) {
        return scopes.in(controller, sql -> count(sql, integrator));
    }

    static int count(JdbcClient sql, IntegratorId integrator) {
        return sql.sql("select wayleave.technical_contacts(:integrator)")
                .param("integrator", integrator.value())
                .query(Integer.class)
                .single();
    }

    private static List<TechnicalContact> own(Change change, IntegratorId integrator) {
        return read(change.sql(), integrator);
    }

    private static List<TechnicalContact> read(JdbcClient sql, IntegratorId integrator) {
        return sql.sql(SELECT)
                .param("integrator", integrator.value())
                .query(CONTACT)
                .list();
    }

    private static boolean isBound(Change change, IntegratorId integrator) {
        return change.sql()
                .sql("select wayleave.is_bound(:integrator)")
                .param("integrator", integrator.value())
                .query(Boolean.class)
                .single();
    }

    private static void requireReachable(String email, String telephone) {
        if (email.length() > LONGEST_EMAIL || !EMAIL.matcher(email).matches())
            throw Refusal.because("The e-mail address is not one.", "Give it as name@example.org.");
        if (!TELEPHONE.matcher(telephone).matches())
            throw Refusal.because("The telephone number is not one.", "Give digits and spaces, or nothing.");
    }
}
