package uk.wayleave.register.token;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.credential.RandomSecret;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;

/** The tokens in the register: there only as SHA-256 digests, with what they are bound to. */
public final class RegisterTokens implements Tokens {
    /** The digest of no secret. */
    private static final String NO_DIGEST = "0".repeat(64);

    private static final Duration SWEPT_AFTER = Duration.ofDays(2);

    private final Scopes scopes;
    private final TokenLifetimes lifetimes;
    private final AccessTokenForm form;
    private final SecureRandom random;
    private final Consumer<ControllerId> ended;

    /**
     * @param key 32 bytes that sign the form of access tokens
     * @param ended told whose tokens were ended here, so that this node's next call does not begin by what it remembers
     */
    public RegisterTokens(
            Scopes scopes, TokenLifetimes lifetimes, byte[] key, SecureRandom random, Consumer<ControllerId> ended) {
        this.ended = ended;
        this.scopes = scopes;
        this.lifetimes = lifetimes;
        this.form = new AccessTokenForm(key, random);
        this.random = random;
    }

    private record Client(ControllerId controller, UUID credential) {}

    private record Holder(UUID credential, UUID agreement, UUID product, String secretDigest, boolean active) {}

    /** What a token is bound to, and so is every token got with it. */
    private record Binding(
            Holder holder,
            @Nullable UUID instruction,
            @Nullable String purpose,
            @Nullable String confirmation) {}

    @Override
    public Issue issue(
            String clientId,
            String clientSecret,
            Optional<InstructionId> instruction,
            Optional<Purpose> purpose,
            Optional<Confirmation> confirmation) {
        byte[] digest = RandomSecret.digest(clientSecret);
        Optional<Client> client = clientNamed(clientId);
        if (client.isEmpty()) return new Issue.Denied();
        ControllerId controller = client.get().controller;
        return scopes.in(controller, sql -> {
            Optional<Holder> holder = holder(sql, client.get().credential);
            boolean proven = isSame(digest, holder.map(Holder::secretDigest).orElse(NO_DIGEST));
            if (holder.isEmpty() || !proven || !holder.get().active) return new Issue.Denied();
            if (instruction.isPresent() && !isOf(sql, holder.get(), instruction.get()))
                return new Issue.UnknownInstruction();
            if (instruction.isPresent() && isOfAnotherKey(sql, instruction.get(), confirmation))
                return new Issue.OtherKey();
            var binding = new Binding(
                    holder.get(),
                    instruction.map(InstructionId::value).orElse(null),
                    purpose.map(Enum::name).orElse(null),
                    confirmation.map(Confirmation::kept).orElse(null));
            sweep(sql, holder.get());
            return issued(sql, controller, binding, true);
        });
    }

    @Override
    public Issue refresh(String refreshToken, Optional<Confirmation> confirmation) {
        byte[] digest = RandomSecret.digest(refreshToken);
        Optional<ControllerId> controller = controllerOf(digest);
        if (controller.isEmpty()) return new Issue.Denied();
        return scopes.in(controller.get(), sql -> {
            Optional<Binding> binding = bindingOf(sql, digest);
            return binding.isPresent() && binding.get().holder.active && isProven(binding.get(), confirmation)
                    ? issued(sql, controller.get(), binding.get(), false)
                    : new Issue.Denied();
        });
    }

    private static boolean isProven(Binding binding, Optional<Confirmation> confirmation) {
        return binding.confirmation == null
                || confirmation
                        .map(Confirmation::kept)
                        .filter(binding.confirmation::equals)
                        .isPresent();
    }

    @Override
    public boolean endAllOf(String accessToken) {
        byte[] digest = RandomSecret.digest(accessToken);
        Optional<ControllerId> controller = controllerOf(digest);
        if (controller.isEmpty()) return false;
        Optional<ProductId> product = scopes.in(
                controller.get(),
                sql -> sql.sql("select product from wayleave.token where digest = :digest and kind = 'ACCESS'")
                        .param("digest", digest)
                        .query(UUID.class)
                        .optional()
                        .map(ProductId::new));
        return product.isPresent() && endAllOf(controller.get(), product.get(), digest);
    }

    /** Whose a client is, whatever its standing: for one that has proven itself. */
    public Optional<ClientHolder> holder(String clientId) {
        return clientNamed(clientId)
                .flatMap(client -> scopes.in(
                        client.controller,
                        sql -> sql.sql("select agreement, product from wayleave.credential where id = :id")
                                .param("id", client.credential)
                                .query((row, number) -> new ClientHolder(
                                        client.controller,
                                        new AgreementId(row.getObject("agreement", UUID.class)),
                                        new ProductId(row.getObject("product", UUID.class)),
                                        client.credential))
                                .optional()));
    }

    /** Whether the secret is that of a credential which may be used now; nothing is issued. */
    public boolean isProven(String clientId, String clientSecret) {
        byte[] digest = RandomSecret.digest(clientSecret);
        Optional<Client> client = clientNamed(clientId);
        if (client.isEmpty()) return false;
        Optional<Holder> holder = scopes.in(client.get().controller, sql -> holder(sql, client.get().credential));
        return holder.filter(one -> isSame(digest, one.secretDigest) && one.active)
                .isPresent();
    }

    /** Ends this one token, access or refresh; one that is not this client's is left alone (RFC 7009 section 2.1). */
    public void end(String clientId, String token) {
        byte[] digest = RandomSecret.digest(token);
        Optional<Client> client = clientNamed(clientId);
        if (client.isEmpty()) return;
        ControllerId controller = client.get().controller;
        Optional<ProductId> product = scopes.in(
                controller,
                sql -> sql.sql("""
                        select product from wayleave.token
                        where digest = :digest and credential = :credential and revoked is null""")
                        .param("digest", digest)
                        .param("credential", client.get().credential)
                        .query(UUID.class)
                        .optional()
                        .map(ProductId::new));
        if (product.isEmpty()) return;
        scopes.change(new Body.OfController(controller), new Actor.Machine(product.get()), change -> {
            int ended = change.sql()
                    .sql("update wayleave.token set revoked = :at where digest = :digest and revoked is null")
                    .param("at", change.timestamp())
                    .param("digest", digest)
                    .update();
            if (ended > 0)
                change.record("token.ended", Map.of("product", product.get().toString()));
            return ended;
        });
        this.ended.accept(controller);
    }

    private boolean endAllOf(ControllerId controller, ProductId product, byte[] digest) {
        Outcome<Integer> outcome =
                scopes.change(new Body.OfController(controller), new Actor.Machine(product), change -> {
                    int ended = change.sql()
                            .sql("""
                                    update wayleave.token set revoked = :at
                                    where revoked is null and credential =
                                        (select credential from wayleave.token where digest = :digest)""")
                            .param("at", change.timestamp())
                            .param("digest", digest)
                            .update();
                    if (ended > 0) change.record("tokens.ended", Map.of("product", product.toString()));
                    return ended;
                });
        ended.accept(controller);
        return outcome instanceof Outcome.Done<Integer>;
    }

    private Issue.Issued issued(JdbcClient sql, ControllerId controller, Binding binding, boolean withRefresh) {
        Instant issued = scopes.now().truncatedTo(ChronoUnit.SECONDS);
        Instant expires = issued.plus(lifetimes.access());
        String access = form.next(issued, expires);
        keep(sql, controller, binding, "ACCESS", access, issued, expires);
        Optional<String> refresh = Optional.empty();
        if (withRefresh) {
            refresh = Optional.of(RandomSecret.next(random, "wlr_"));
            keep(sql, controller, binding, "REFRESH", refresh.get(), issued, issued.plus(lifetimes.refresh()));
        }
        return new Issue.Issued(access, refresh, expires, organisationReference(sql));
    }

    private static void keep(
            JdbcClient sql,
            ControllerId controller,
            Binding binding,
            String kind,
            String token,
            Instant issued,
            Instant expires) {
        sql.sql("""
                        insert into wayleave.token
                            (id, digest, kind, controller, credential, agreement, product, instruction, purpose,
                             confirmation, issued, expires)
                        values (:id, :digest, :kind, :controller, :credential, :agreement, :product, :instruction,
                             :purpose, :confirmation, :issued, :expires)""")
                .param("id", UUID.randomUUID())
                .param("digest", RandomSecret.digest(token))
                .param("kind", kind)
                .param("controller", controller.value())
                .param("credential", binding.holder.credential)
                .param("agreement", binding.holder.agreement)
                .param("product", binding.holder.product)
                .param("instruction", binding.instruction)
                .param("purpose", binding.purpose)
                .param("confirmation", binding.confirmation)
                .param("issued", Rows.timestamp(issued))
                .param("expires", Rows.timestamp(expires))
                .update();
    }

    /** Removes those of this credential that expired long ago, so that nothing need do it in the background. */
    private void sweep(JdbcClient sql, Holder holder) {
        sql.sql("delete from wayleave.token where credential = :credential and expires < :before")
                .param("credential", holder.credential)
                .param("before", Rows.timestamp(scopes.now().minus(SWEPT_AFTER)))
                .update();
    }

    private Optional<Client> clientNamed(String clientId) {
        return scopes.asResolver(sql -> sql.sql("select controller, credential from wayleave.controller_of_client(:id)")
                .param("id", clientId)
                .query((row, number) -> new Client(
                        new ControllerId(row.getObject("controller", UUID.class)),
                        row.getObject("credential", UUID.class)))
                .optional());
    }

    private Optional<ControllerId> controllerOf(byte[] digest) {
        return scopes.asResolver(sql -> sql.sql("select wayleave.controller_of_token(:digest)")
                .param("digest", digest)
                .query(UUID.class)
                .optional()
                .map(ControllerId::new));
    }

    /** Locked against a rotation under way, so that no token of the old secret slips in behind it. */
    private static Optional<Holder> holder(JdbcClient sql, UUID credential) {
        return sql.sql("""
                        select c.id, c.agreement, c.product, encode(c.secret_digest, 'hex') as secret_digest,
                               c.standing = 'ACTIVE' and p.standing = 'ACTIVE' and i.standing = 'ACTIVE' as active
                        from wayleave.credential c
                        join wayleave.product p on p.id = c.product
                        join wayleave.integrator i on i.id = c.integrator
                        where c.id = :id for share of c""")
                .param("id", credential)
                .query((row, number) -> new Holder(
                        row.getObject("id", UUID.class),
                        row.getObject("agreement", UUID.class),
                        row.getObject("product", UUID.class),
                        row.getString("secret_digest"),
                        row.getBoolean("active")))
                .optional();
    }

    private Optional<Binding> bindingOf(JdbcClient sql, byte[] digest) {
        record Kept(
                UUID credential,
                @Nullable UUID instruction,
                @Nullable String purpose,
                @Nullable String confirmation) {}
        // The credential is locked before the token is read: a rotation ends the token first, or waits.
        Optional<Holder> holder = sql.sql("select credential from wayleave.token where digest = :digest")
                .param("digest", digest)
                .query(UUID.class)
                .optional()
                .flatMap(credential -> holder(sql, credential));
        Optional<Kept> kept = sql.sql("""
                        select credential, instruction, purpose, confirmation from wayleave.token
                        where digest = :digest and kind = 'REFRESH' and revoked is null and expires > :now""")
                .param("digest", digest)
                .param("now", Rows.timestamp(scopes.now()))
                .query((row, number) -> new Kept(
                        row.getObject("credential", UUID.class),
                        row.getObject("instruction", UUID.class),
                        row.getString("purpose"),
                        row.getString("confirmation")))
                .optional();
        return holder.flatMap(
                by -> kept.map(token -> new Binding(by, token.instruction, token.purpose, token.confirmation)));
    }

    private static boolean isOf(JdbcClient sql, Holder holder, InstructionId instruction) {
        return sql.sql("""
                        select exists (select from wayleave.instruction
                                       where id = :id and agreement = :agreement and product = :product)""")
                .param("id", instruction.value())
                .param("agreement", holder.agreement)
                .param("product", holder.product)
                .query(Boolean.class)
                .single();
    }

    /** A person who approved for one key's tokens has approved for no others. */
    private static boolean isOfAnotherKey(
            JdbcClient sql, InstructionId instruction, Optional<Confirmation> confirmation) {
        return sql.sql("""
                        select exists (select from wayleave.instruction
                                       where id = :id and confirmation is not null
                                         and confirmation is distinct from :confirmation)""")
                .param("id", instruction.value())
                .param("confirmation", confirmation.map(Confirmation::kept).orElse(null))
                .query(Boolean.class)
                .single();
    }

    /** Takes as long whatever differs. */
    private static boolean isSame(byte[] digest, String hex) {
        return MessageDigest.isEqual(digest, HexFormat.of().parseHex(hex));
    }

    private static Optional<String> organisationReference(JdbcClient sql) {
        return sql.sql("select reference from wayleave.organisation order by swa_code limit 1")
                .query(String.class)
                .optional();
    }
}
