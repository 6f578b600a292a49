package uk.wayleave.register.request;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Scopes;

/** Where products take people back to. */
public final class Redirects {
    private static final int MOST = 10;
    private static final int LONGEST = 500;

    private final Scopes scopes;

    public Redirects(Scopes scopes) {
        this.scopes = scopes;
    }

    /**
     * Sets all of a product's. Each is an absolute https address without fragment (RFC 6749 section 3.1.2, RFC 9700
     * section 2.1); http only of loopback (RFC 8252 section 7.3).
     */
    public Outcome<Set<String>> set(IntegratorId integrator, ProductId product, Set<String> uris, Actor actor) {
        return scopes.change(new Body.OfIntegrator(integrator), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            requireFew(uris.size());
            for (String uri : uris) requireUsable(uri);
            requireOwn(change, integrator, product);
            change.sql()
                    .sql("delete from wayleave.product_redirect where product = :product")
                    .param("product", product.value())
                    .update();
            for (String uri : new TreeSet<>(uris)) insert(change, integrator, product, uri);
            change.record(
                    "product.redirects-set",
                    Map.of("product", product.toString(), "number", Integer.toString(uris.size())));
            return Set.copyOf(uris);
        });
    }

    /** Adds one to what there is, whatever else was changed meanwhile; one that is there stays as it is. */
    public Outcome<String> add(IntegratorId integrator, ProductId product, String uri, Actor actor) {
        return scopes.change(new Body.OfIntegrator(integrator), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            requireUsable(uri);
            requireOwn(change, integrator, product);
            if (insert(change, integrator, product, uri) == 0) return uri;
            requireFew(number(change, product));
            change.record("product.redirect-added", Map.of("product", product.toString()));
            return uri;
        });
    }

    /** Removes one: nobody is taken back there any more. One that is not there is none already. */
    public Outcome<String> remove(IntegratorId integrator, ProductId product, String uri, Actor actor) {
        return scopes.change(new Body.OfIntegrator(integrator), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            requireOwn(change, integrator, product);
            int removed = change.sql()
                    .sql("delete from wayleave.product_redirect where product = :product and uri = :uri")
                    .param("product", product.value())
                    .param("uri", uri)
                    .update();
            if (removed > 0) change.record("product.redirect-removed", Map.of("product", product.toString()));
            return uri;
        });
    }

    private static void requireFew(int number) {
        if (number > MOST)
            throw Refusal.because("A product has at most " + MOST + " redirect addresses.", "Name fewer.");
    }

    /** The product is locked, so that two who add at once are both counted. */
    private static void requireOwn(Change change, IntegratorId integrator, ProductId product) {
        boolean own = change.sql()
                .sql("""
                    select id from wayleave.product
                    where id = :id and integrator = :integrator and standing <> 'ENDED' for no key update""")
                .param("id", product.value())
                .param("integrator", integrator.value())
                .query(UUID.class)
                .optional()
                .isPresent();
        if (!own) throw Refusal.because("The integrator has no such product, or it has ended.", "Name another.");
    }

    private static int insert(Change change, IntegratorId integrator, ProductId product, String uri) {
        return change.sql()
                .sql("""
                    insert into wayleave.product_redirect (product, integrator, uri)
                    values (:product, :integrator, :uri) on conflict do nothing""")
                .param("product", product.value())
                .param("integrator", integrator.value())
                .param("uri", uri)
                .update();
    }

    private static int number(Change change, ProductId product) {
        return change.sql()
                .sql("select count(*) from wayleave.product_redirect where product = :product")
                .param("product", product.value())
                .query(Integer.class)
                .single();
    }

    /** Those of a product of the integrator, in order. */
    public List<String> of(IntegratorId integrator, ProductId product) {
        return scopes.in(
                new Body.OfIntegrator(integrator),
                sql -> sql.sql("""
                        select uri from wayleave.product_redirect
                        where product = :product and integrator = :integrator order by uri""")
                        .param("product", product.value())
                        .param("integrator", integrator.value())
                        .query(String.class)
                        .list());
    }

    private static void requireUsable(String text) {
        boolean usable;
        try {
            URI uri = new URI(text);
            String host = uri.getHost();
            boolean loopback = "127.0.0.1".equals(host) || "localhost".equals(host) || "[::1]".equals(host);
            usable = text.length() <= LONGEST
                    && host != null
                    && uri.getRawFragment() == null
                    && uri.getRawUserInfo() == null
                    && ("https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && loopback));
        } catch (java.net.URISyntaxException none) {
            usable = false;
        }
        if (!usable)
            throw Refusal.because(
                    "A redirect address is an absolute https address without fragment; http only of loopback.",
                    "Correct it: it is compared character by character.");
    }
}
