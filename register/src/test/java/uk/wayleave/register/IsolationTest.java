package uk.wayleave.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.evidence.AppendResult;
import uk.wayleave.evidence.Draft;
import uk.wayleave.evidence.EntryKind;
import uk.wayleave.evidence.Facts;
import uk.wayleave.evidence.FingerprintKey;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.World.OwnerRefused;
import uk.wayleave.register.agreement.Part;
import uk.wayleave.register.allotment.Allotments;
import uk.wayleave.register.call.Week;
import uk.wayleave.register.courtesy.ForeignReads;
import uk.wayleave.register.courtesy.Polls;
import uk.wayleave.register.credential.NewSecret;
import uk.wayleave.register.holding.KnownExport;
import uk.wayleave.register.ledger.PostgresLedger;
import uk.wayleave.register.postgres.Database;
import uk.wayleave.register.postgres.DatabaseRole;
import uk.wayleave.register.postgres.DatabaseUnavailable;
import uk.wayleave.register.repeat.RepeatKey;
import uk.wayleave.register.snapshot.PromoterContract;

/** Isolation by Controller, as the database holds it whatever the code does. */
class IsolationTest {
    private static final World WORLD = new World();

    /** Tables that hold nothing of a Controller's, and why nobody's rows are in them. */
    private static final Set<String> OF_NOBODY = Set.of("flyway_schema_history");

    /**
     * What a tenant may see of others: the directory of integrators and their products, and the technical contacts of
     * those it has an agreement with.
     */
    private static final Set<String> DIRECTORY =
            Set.of("integrator", "product", "product_redirect", "technical_contact");

    @BeforeAll
    static void fill() {
        assertThat(WORLD.register.notifications().keys().published()).hasSize(1);
        for (World.Side side : List.of(WORLD.water, WORLD.council)) {
            var agreement = WORLD.active(side);
            WORLD.instruction(side, agreement.id());
            WORLD.register
                    .drafts()
                    .change(side.id(), agreement.id(), Map.of(Part.DATES, Map.of("dpia", List.of("7"))), World.SETUP)
                    .orElseThrow();
            WORLD.register
                    .papers()
                    .keep(
                            side.id(),
                            agreement.id(),
                            "contract.pdf",
                            "%PDF-1.7 of one".getBytes(StandardCharsets.US_ASCII),
                            World.SETUP)
                    .orElseThrow();
            AccountId account = WORLD.account(side, agreement.id()).account().id();
            WORLD.register
                    .holdings()
                    .references()
                    .remember(side.id(), World.HOST, "FILE", List.of("41"), Optional.of("ZW001X1"));
            WORLD.register
                    .holdings()
                    .exports()
                    .remember(
                            side.id(),
                            new KnownExport(
                                    World.HOST,
                                    41,
                                    agreement.id(),
                                    new InstructionId(UUID.randomUUID()),
                                    account,
                                    "v6",
                                    World.READ));
            NewSecret secret = WORLD.credential(side, agreement.id());
            WORLD.token(secret);
            WORLD.notified(side, agreement.id(), secret);
            WORLD.scanned(side, agreement.id());
            WORLD.register
                    .promoterContracts()
                    .record(
                            side.id(),
                            new PromoterContract(
                                    side.code(),
                                    new SwaCode("7777"),
                                    "Promoter",
                                    Set.of("X7"),
                                    Scope.all(),
                                    WORLD.clock.instant(),
                                    WORLD.clock.instant().plus(Duration.ofDays(1))),
                            side.administers())
                    .orElseThrow();
            WORLD.register
                    .people()
                    .setSignIn(
                            side.body(),
                            side.planner(),
                            "planner-" + side.code(),
                            "{test}a hash of some length",
                            World.SETUP)
                    .orElseThrow();
            WORLD.register
                    .sessions()
                    .begin(
                            WORLD.register
                                    .people()
                                    .find(side.body(), side.planner())
                                    .orElseThrow(),
                            Duration.ofHours(1))
                    .orElseThrow();
            WORLD.register
                    .oneTimeCodes()
                    .seed(WORLD.register
                            .people()
                            .find(side.body(), side.planner())
                            .orElseThrow())
                    .orElseThrow();
            WORLD.identified(side);
            WORLD.asked(side, secret);
            WORLD.signedFor(side, secret);
            var digest = FingerprintKey.of(new byte[32], side.id().value()).of(new byte[1]);
            WORLD.register
                    .repeats()
                    .take(
                            new RepeatKey(side.id(), WORLD.product, digest),
                            digest,
                            UUID.randomUUID(),
                            new InstructionId(UUID.randomUUID()));
            WORLD.register
                    .courtesy()
                    .polls()
                    .take(new Polls.Poll(side.id(), WORLD.product, digest), Duration.ofMinutes(2));
            WORLD.register
                    .courtesy()
                    .foreignReads()
                    .record(side.id(), agreement.id(), "QA001X1", new ForeignReads.Ceilings(5, 5, 5, 5));
            WORLD.register
                    .objections()
                    .raise(
                            side.id(),
                            WORLD.instruction(side, agreement.id()).id(),
                            Week.of(WORLD.clock.instant()),
                            side.planner())
                    .orElseThrow();
            refused(side);
            WORLD.register.calls().reading().readOn(side.id());
        }
        WORLD.register
                .allotments()
                .renew(
                        new Allotments.Part("test", "https://streetmanager.example:443", UUID.randomUUID()),
                        new Allotments.Claim(0, 10, 1, 10));
    }

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private static void refused(World.Side side) {
        var facts = new Facts.Builder()
                .text("integrator", WORLD.integrator.toString())
                .text("product", WORLD.product.toString())
                .build();
        try (PostgresLedger ledger = PostgresLedger.open(WORLD.database)) {
            assertThat(ledger.append(
                            List.of(new Draft(
                                    UUID.randomUUID(),
                                    EntryKind.REFUSAL,
                                    side.id().value(),
                                    UUID.randomUUID(),
                                    WORLD.clock.instant(),
                                    facts)),
                            List.of()))
                    .isInstanceOf(AppendResult.Committed.class);
        }
    }

    @Test
    void holdsEveryTableUnderRowLevelSecurityEvenAgainstItsOwner() {
        assertThat(texts("select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                        + " where n.nspname = 'wayleave' and c.relkind in ('r', 'p')"
                        + " and not (c.relrowsecurity and c.relforcerowsecurity)"))
                .as("tables without forced row-level security: give them policies, or say here why not")
                .containsExactlyInAnyOrderElementsOf(OF_NOBODY);
    }

    @Test
    void knowsOfEveryTableWhoseRowsItHolds() {
        for (String table : tables())
            assertThat(WORLD.asOwner("select count(*) from wayleave." + table))
                    .as("rows in " + table + ", or the tests below would show nothing")
                    .isPositive();
    }

    @Test
    void showsATenantWithoutAScopeNothing() throws SQLException {
        try (Connection connection = WORLD.database.poolOf(DatabaseRole.TENANT).getConnection()) {
            for (String table : readableByTenant())
                assertThat(count(connection, table)).as(table).isZero();
        }
    }

    @Test
    void showsAControllerThatHasNothingNothing() {
        for (String table : readableByTenant())
            if (!DIRECTORY.contains(table))
                assertThat(countAs(new ControllerId(UUID.randomUUID()), table))
                        .as(table)
                        .isZero();
    }

    @Test
    void showsEachControllerItsOwnRowsOnly() {
        for (String table : readableByTenant()) {
            if (DIRECTORY.contains(table)) continue;
            String own = ownershipColumn(table);
            for (World.Side side : List.of(WORLD.water, WORLD.council)) {
                long expected = WORLD.asOwner(
                        "select count(*) from wayleave." + table + " where " + own + " = '" + side.id() + "'");
                assertThat(expected).as(table).isPositive();
                assertThat(countAs(side.id(), table)).as(table).isEqualTo(expected);
            }
        }
    }

    @Test
    void showsTechnicalContactsToWhoHasAnAgreementWithTheIntegrator() {
        assertThat(countAs(WORLD.water.id(), "technical_contact")).isEqualTo(2);
        assertThat(countAs(WORLD.side().id(), "technical_contact")).isZero();
    }

    @Test
    void letsNoControllerChangeOrRemoveAnothersRows() {
        for (String table : readableByTenant()) {
            if (DIRECTORY.contains(table)) continue;
            String own = ownershipColumn(table);
            String where = " where " + own + " = '" + WORLD.council.id() + "'";
            for (String column : columnsTenantMayUpdate(table))
                assertThat(asTenant(
                                WORLD.water.id(),
                                "update wayleave." + table + " set " + column + " = " + column + where))
                        .as(table + "." + column)
                        .isZero();
            if (tenantMay("DELETE", table))
                assertThat(asTenant(WORLD.water.id(), "delete from wayleave." + table + where))
                        .as(table)
                        .isZero();
        }
    }

    @Test
    void letsNoControllerWriteRowsForAnother() {
        String council = "'" + WORLD.council.id() + "'";
        assertForbidden("insert into wayleave.organisation values ('9999', " + council + ", 'X', 'X', now())");
        assertForbidden("insert into wayleave.person (id, controller, identifier, name, authorities, created) values"
                + " (gen_random_uuid(), " + council + ", 'x', 'X', '{}', now())");
        assertForbidden("insert into wayleave.person (id, integrator, identifier, name, authorities, created) values"
                + " (gen_random_uuid(), '" + WORLD.integrator + "', 'x', 'X', '{}', now())");
        assertForbidden("insert into wayleave.person (id, identifier, name, authorities, created) values"
                + " (gen_random_uuid(), 'x', 'X', '{}', now())");
        assertForbidden("insert into wayleave.agreement values (gen_random_uuid(), " + council + ", '"
                + WORLD.integrator + "', 1, 'DRAFT', now(), now())");
        assertForbidden("insert into wayleave.act (id, controller, at, kind, actor, facts) values (gen_random_uuid(), "
                + council + ", now(), 'a.b', 'setup', '{}')");
        assertForbidden("insert into wayleave.integrator (id, name, created) values (gen_random_uuid(), 'X', now())");
        assertThat(asTenant(WORLD.water.id(), "update wayleave.integrator set standing = 'SUSPENDED'"))
                .isZero();
        assertThat(asTenant(WORLD.water.id(), "update wayleave.product set standing = 'SUSPENDED'"))
                .isZero();
    }

    @Test
    void givesTheOtherRolesNoTableButWhatTheirWorkNeeds() {
        assertThat(texts("select grantee || ' ' || privilege_type || ' ' || table_name"
                        + " from information_schema.role_table_grants where table_schema = 'wayleave'"
                        + " and (grantee like '%\\_resolver' or grantee like '%\\_observer')"
                        + " and table_name not like 'ledger%'"))
                .allMatch(grant -> grant.contains("_observer SELECT observed_"));
        assertThat(texts("select table_name from information_schema.column_privileges where table_schema = 'wayleave'"
                        + " and grantee like '%\\_appender'"
                        + " and table_name in (select unnest(array['" + String.join("','", registerTables())
                        + "']))"))
                .isSubsetOf("controller_revision", "instruction_use");
    }

    @Test
    void pinsTheSearchPathOfWhateverRunsWithTheOwnersRights() {
        assertThat(texts("select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
                        + " where n.nspname = 'wayleave' and p.prosecdef"
                        + " and not coalesce(p.proconfig::text like '%search_path=pg_catalog%', false)"))
                .isEmpty();
        assertThat(texts("select p.proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
                        + " where n.nspname = 'wayleave' and p.prosecdef and has_function_privilege('public', p.oid,"
                        + " 'execute')"))
                .as("functions with the owner's rights that anybody may call")
                .isEmpty();
    }

    @Test
    void joinsNoRowsOfTwoControllers() {
        var water = WORLD.register.agreements().of(WORLD.water.id()).getFirst();
        var council = WORLD.register.agreements().of(WORLD.council.id()).getFirst();
        String ofWater = "'" + WORLD.water.id() + "'";
        // An instruction of one Controller under another's agreement; for another's person; a token of another's
        // credential or bound to another's instruction; an account of another's organisation or agreement.
        assertBreaksAKey(
                "insert into wayleave.instruction (id, controller, agreement, integrator, product, kind, purpose,"
                        + " operations, tier, starts, ends, proof, created) select gen_random_uuid(), " + ofWater
                        + ", agreement, integrator, product, kind, purpose, operations, tier, starts, ends, proof, created"
                        + " from wayleave.instruction where agreement = '" + council.id() + "'");
        assertBreaksAKey("with i as (insert into wayleave.instruction (id, controller, agreement, integrator, product,"
                + " kind, purpose, operations, tier, starts, ends, proof, created) select gen_random_uuid(), controller,"
                + " agreement, integrator, product, kind, purpose, operations, tier, starts, ends, proof, created from"
                + " wayleave.instruction where agreement = '" + water.id() + "' returning id, controller) insert into"
                + " wayleave.instruction_use select id, '" + WORLD.council.id() + "', null from i");
        assertBreaksAKey("insert into wayleave.token (id, digest, kind, controller, credential, agreement, product,"
                + " issued, expires) select gen_random_uuid(), sha256('a'), 'ACCESS', " + ofWater
                + ", id, agreement, product, now(), now() + interval '1 hour' from wayleave.credential where agreement ="
                + " '" + council.id() + "'");
        assertBreaksAKey("insert into wayleave.token (id, digest, kind, controller, credential, agreement, product,"
                + " instruction, issued, expires) select gen_random_uuid(), sha256('b'), 'ACCESS', controller, id,"
                + " agreement, product, (select id from wayleave.instruction where agreement = '" + council.id()
                + "' limit 1), now(), now() + interval '1 hour' from wayleave.credential where agreement = '"
                + water.id()
                + "'");
        assertBreaksAKey(
                "update wayleave.account set swa_code = '" + WORLD.council.code() + "' where controller = " + ofWater);
        assertBreaksAKey(
                "update wayleave.account set agreement = '" + council.id() + "' where controller = " + ofWater);
        assertBreaksAKey(
                "update wayleave.credential set controller = " + ofWater + " where agreement = '" + council.id() + "'");
        // A subscription for another's receiver; a notification of another's subscription with Street Manager.
        assertBreaksAKey(
                "insert into wayleave.subscription (id, controller, agreement, product, credential, instruction,"
                        + " person, receiver, began, ended, ended_because) select gen_random_uuid(), controller, agreement, product, credential,"
                        + " instruction, person, (select id from wayleave.receiver where controller = '"
                        + WORLD.council.id()
                        + "'), now(), now(), 'over' from wayleave.subscription where controller = " + ofWater);
        assertBreaksAKey(
                "update wayleave.notification set key = sha256('x'), upstream = (select id from wayleave.upstream_subscription"
                        + " where controller = '" + WORLD.council.id() + "') where controller = " + ofWater);
        assertBreaksAKey("update wayleave.delivery set notification = (select id from wayleave.notification"
                + " where controller = '" + WORLD.council.id() + "') where controller = " + ofWater);
        // A run of another's scan; a count of another's run.
        assertBreaksAKey(
                "insert into wayleave.text_scan_run (id, controller, scan, started, finished, state, rules_version)"
                        + " select gen_random_uuid(), " + ofWater
                        + ", id, now(), now(), 'DONE', 'x' from wayleave.text_scan"
                        + " where controller = '" + WORLD.council.id() + "'");
        assertBreaksAKey(
                "insert into wayleave.text_scan_field (run, controller, organisation, workstream, field, texts,"
                        + " with_hits) select id, " + ofWater + ", '0001', '', 'x', 1, 0 from wayleave.text_scan_run"
                        + " where controller = '" + WORLD.council.id() + "'");
        assertBreaksAKey("update wayleave.organisation_prefix set controller = " + ofWater + " where controller = '"
                + WORLD.council.id() + "'");
    }

    private static void assertBreaksAKey(String statement) {
        OwnerRefused refused = catchThrowableOfType(OwnerRefused.class, () -> WORLD.asOwner(statement));
        assertThat(refused).as(statement).isNotNull();
        assertThat(refused.sqlState()).as(statement).isEqualTo("23503");
    }

    private static void assertForbidden(String statement) {
        var refused = catchThrowableOfType(DatabaseUnavailable.class, () -> asTenant(WORLD.water.id(), statement));
        assertThat(refused).as(statement).isNotNull();
        assertThat(refused.sqlState()).as(statement).isEqualTo("42501");
    }

    private static long countAs(ControllerId controller, String table) {
        return WORLD.database.inTenant(controller.value(), connection -> count(connection, table));
    }

    private static long asTenant(ControllerId controller, String statement) {
        Database database = WORLD.database;
        return database.inTenant(controller.value(), connection -> {
            try (var sql = connection.createStatement()) {
                return (long) sql.executeUpdate(statement);
            }
        });
    }

    private static long count(Connection connection, String table) throws SQLException {
        try (var sql = connection.createStatement();
                var rows = sql.executeQuery("select count(*) from wayleave." + table)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String ownershipColumn(String table) {
        return switch (table) {
            case "controller" -> "id";
            case "provider_subject" -> "(select p.controller from wayleave.identity_provider p where p.id = provider)";
            case "sign_in", "session", "one_time_code", "identity" ->
                "(select p.controller from wayleave.person p where p.id = person)";
            default -> "controller";
        };
    }

    /** Every table that the tenant role may read at all. */
    private static List<String> readableByTenant() {
        return tables().stream().filter(table -> tenantMay("SELECT", table)).toList();
    }

    private static boolean tenantMay(String privilege, String table) {
        return WORLD.asOwner("select has_table_privilege('" + WORLD.address.database() + "_tenant', 'wayleave." + table
                        + "', '" + privilege + "')::int")
                == 1;
    }

    private static List<String> columnsTenantMayUpdate(String table) {
        return texts("select column_name from information_schema.column_privileges where table_schema = 'wayleave'"
                + " and grantee = '" + WORLD.address.database() + "_tenant' and privilege_type = 'UPDATE'"
                + " and table_name = '" + table + "'");
    }

    /** From the catalogue, so that a new table is held to the same without being named here. */
    private static List<String> tables() {
        var tables = new TreeSet<>(registerTables());
        tables.removeAll(OF_NOBODY);
        return List.copyOf(tables);
    }

    /** The ledger's own tables have tests of their own; what is asked of every table is asked of them too. */
    private static List<String> registerTables() {
        return texts("select relname from pg_class c join pg_namespace n on n.oid = c.relnamespace"
                + " where n.nspname = 'wayleave' and c.relkind in ('r', 'p') and c.relname not like 'ledger%'");
    }

    private static List<String> texts(String query) {
        List<String> texts = new ArrayList<>();
        try (Connection connection = WORLD.ownersConnection();
                var sql = connection.createStatement();
                var rows = sql.executeQuery(query)) {
            while (rows.next()) texts.add(rows.getString(1));
            return texts;
        } catch (SQLException e) {
            throw new OwnerRefused(e);
        }
    }
}
