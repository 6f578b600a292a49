package uk.wayleave.register.party;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Scopes;

/** The integrators' products: a directory that every Controller may read. */
public final class Products {
    private static final RowMapper<Product> PRODUCT = (row, number) -> new Product(
            new ProductId(row.getObject("id", UUID.class)),
            new IntegratorId(row.getObject("integrator", UUID.class)),
            row.getString("name"),
            Standing.valueOf(row.getString("standing")));

    private final Scopes scopes;

    public Products(Scopes scopes) {
        this.scopes = scopes;
    }

    public Outcome<Product> register(IntegratorId integrator, String name, Actor actor) {
        return scopes.change(new Body.OfIntegrator(integrator), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            var id = new ProductId(UUID.randomUUID());
            String label = change.requireLabel("The product's name", name);
            change.sql()
                    .sql("""
                            insert into wayleave.product (id, integrator, name, created)
                            values (:id, :integrator, :name, :at)""")
                    .param("id", id.value())
                    .param("integrator", integrator.value())
                    .param("name", label)
                    .param("at", change.timestamp())
                    .update();
            change.record("product.registered", Map.of("product", id.toString()));
            return new Product(id, integrator, label, Standing.ACTIVE);
        });
    }

    /** Suspends, resumes or ends a product: its next call is judged by it. */
    public Outcome<Standing> stand(IntegratorId integrator, ProductId id, Standing standing, Actor actor) {
        return scopes.change(new Body.OfIntegrator(integrator), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            int changed = change.sql()
                    .sql("""
                            update wayleave.product set standing = :standing
                            where id = :id and integrator = :integrator and standing <> 'ENDED'""")
                    .param("standing", standing.name())
                    .param("id", id.value())
                    .param("integrator", integrator.value())
                    .update();
            if (changed == 0)
                throw Refusal.because("The integrator has no such product, or it has ended.", "Name another.");
            change.record("product.stands", Map.of("product", id.toString(), "standing", standing.name()));
            return standing;
        });
    }

    public Optional<Product> find(ProductId id) {
        return scopes.in(
                new Body.Operator(),
                sql -> sql.sql("select id, integrator, name, standing from wayleave.product where id = :id")
                        .param("id", id.value())
                        .query(PRODUCT)
                        .optional());
    }

    /** Those of one integrator, by name. */
    public List<Product> of(IntegratorId integrator) {
        return scopes.in(
                new Body.OfIntegrator(integrator),
                sql -> sql.sql("""
                        select id, integrator, name, standing from wayleave.product
                        where integrator = :integrator order by name""")
                        .param("integrator", integrator.value())
                        .query(PRODUCT)
                        .list());
    }
}
