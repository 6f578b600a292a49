package uk.wayleave.register.request;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
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
            if (uris.size() > MOST)
                throw Refusal.because("A product has at most " + MOST + " redirect addresses.", "Name fewer.");
            for (String uri : uris) requireUsable(uri);
            boolean own = change.sql()
                    .sql("""
                        select exists (select from wayleave.product
                                       where id = :id and integrator = :integrator and standing <> 'ENDED')""")
                    .param("id", product.value())
                    .param("integrator", integrator.value())
                    .query(Boolean.class)
                    .single();
            if (!own) throw Refusal.because("The integrator has no such product, or it has ended.", "Name another.");
            change.sql()
                    .sql("delete from wayleave.product_redirect where product = :product")
                    .param("product", product.value())
                    .update();
            for (String uri : new TreeSet<>(uris))
                change.sql()
                        .sql("""
                            insert into wayleave.product_redirect (product, integrator, uri)
                            values (:product, :integrator, :uri)""")
                        .param("product", product.value())
                        .param("integrator", integrator.value())
                        .param("uri", uri)
                        .update();
            change.record(
                    "product.redirects-set",
                    Map.of("product", product.toString(), "number", Integer.toString(uris.size())));
            return Set.copyOf(uris);
        });
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
