package uk.wayleave.register.party;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.wayleave.register.World.SETUP;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.Standing;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.Register;
import uk.wayleave.register.World;
import uk.wayleave.register.World.Side;
import uk.wayleave.register.snapshot.Organisation;

class PartiesTest {
    private static final World WORLD = new World();
    private static final String HASH = "{test}a hash of some length";

    private final Register register = WORLD.register;
    private final Side side = WORLD.side();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    @Test
    void listsControllersAndFindsEach() {
        var found = register.controllers().find(side.id()).orElseThrow();
        assertThat(register.controllers().all()).contains(found, new Controller(WORLD.water.id(), "Mallow Water"));
    }

    @Test
    void letsOnlyTheOperatorsAdministratorRegisterControllersAndIntegrators() {
        var operator = new Actor.Someone(
                WORLD.person(new Body.Operator(), "op-" + side.code(), "Olga Operator", Authority.ADMINISTER));
        assertThat(register.controllers().register("New One", operator)).isInstanceOf(Outcome.Done.class);
        for (Actor other : new Actor[] {
            side.administers(),
            new Actor.Someone(WORLD.vendorAdministrator),
            new Actor.Someone(new PersonId(UUID.randomUUID())),
            new Actor.Machine(WORLD.product)
        }) {
            assertThat(register.controllers().register("Another", other)).isInstanceOf(Outcome.Refused.class);
            assertThat(register.integrators().register("Another", other)).isInstanceOf(Outcome.Refused.class);
        }
    }

    @Test
    void refusesNamesThatAreNone() {
        for (String name : new String[] {"", "  ", "a\nb", "x".repeat(201)})
            assertThat(register.controllers().register(name, SETUP)).isInstanceOf(Outcome.Refused.class);
        assertThat(register.integrators().register("roadTIDE", SETUP))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why()).isEqualTo("This name is registered already."));
    }

    @Test
    void givesASwaCodeAndAPrefixToOneOrganisationOnly() {
        var organisations = register.organisations();
        var sameCode = new Organisation(new SwaCode("9101"), "Copy", "REF", Set.of("ZZ"));
        assertRefused(organisations.register(side.id(), sameCode, SETUP), "SWA code");
        var samePrefix = new Organisation(new SwaCode("9201"), "Copy", "REF", Set.of("QA"));
        assertRefused(organisations.register(side.id(), samePrefix, SETUP), "prefixes");
        assertRefused(
                organisations.register(
                        side.id(), new Organisation(new SwaCode("9201"), "Copy", "REF", Set.of("q1")), SETUP),
                "two capital letters");
        assertThat(organisations.of(side.id())).hasSize(1);
    }

    @Test
    void changesAnOrganisationOfTheControllersOnly() {
        var organisations = register.organisations();
        var changed = new Organisation(
                side.code(),
                "Renamed",
                "ORG-2",
                Set.of("Y" + side.code().value().charAt(3)));
        assertThat(organisations.change(side.id(), changed, side.administers())).isEqualTo(new Outcome.Done<>(changed));
        assertThat(organisations.of(side.id())).containsExactly(changed);
        assertRefused(organisations.change(WORLD.council.id(), changed, SETUP), "no organisation");
    }

    @Test
    void knowsAPersonWithinItsBodyOnly() {
        PersonId id = side.planner();
        assertThat(register.people().find(side.body(), id))
                .hasValueSatisfying(person -> assertThat(person.person().name()).isEqualTo("Pat Planner"));
        assertThat(register.people().find(WORLD.council.body(), id)).isEmpty();
        assertThat(register.people().find(WORLD.integratorBody, id)).isEmpty();
        assertThat(register.people().find(new Body.Operator(), id)).isEmpty();
        assertThat(register.people().of(WORLD.integratorBody))
                .extracting(RegisteredPerson::id)
                .contains(WORLD.vendor, WORLD.vendorAdministrator)
                .doesNotContain(side.planner());
    }

    @Test
    void keepsIdentifiersUniqueWithinABody() {
        assertRefused(register.people().register(side.body(), "p1", "Other", Set.of(), SETUP), "identifier");
        assertThat(register.people().register(WORLD.integratorBody, "p1-" + side.code(), "Other", Set.of(), SETUP))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void neverLetsAnEndedPersonActAgain() {
        register.people()
                .stand(side.body(), side.administrator(), Standing.ENDED, SETUP)
                .orElseThrow();
        assertRefused(register.people().stand(side.body(), side.administrator(), Standing.ACTIVE, SETUP), "has ended");
        assertRefused(register.people().register(side.body(), "new", "New", Set.of(), side.administers()), "is active");
    }

    @Test
    void findsWhoSignsInWhateverTheCaseOfTheName() {
        String name = "Planner-" + side.code() + "@Mallow.Example";
        register.people()
                .setSignIn(side.body(), side.planner(), name, HASH, side.instructs())
                .orElseThrow();
        assertThat(register.people().signIn(name.toUpperCase(Locale.ROOT))).hasValueSatisfying(signIn -> {
            assertThat(signIn.person().id()).isEqualTo(side.planner());
            assertThat(signIn.person().body()).isEqualTo(side.body());
            assertThat(signIn.secretHash()).isEqualTo(HASH);
            assertThat(signIn.toString()).doesNotContain(HASH);
        });
        assertThat(register.people().signIn("nobody")).isEmpty();
    }

    @Test
    void givesASignInToOnePersonOnly() {
        String name = "both-" + side.code();
        register.people()
                .setSignIn(side.body(), side.signatory(), name, HASH, SETUP)
                .orElseThrow();
        assertRefused(register.people().setSignIn(WORLD.integratorBody, WORLD.vendor, name, HASH, SETUP), "is taken");
        assertRefused(
                register.people().setSignIn(side.body(), side.signatory(), name, HASH, side.instructs()),
                "no authority");
    }

    @Test
    void letsAnIntegratorsAdministratorKeepItsOwnProductsOnly() {
        var vendor = new Actor.Someone(WORLD.vendorAdministrator);
        var product = register.products()
                .register(WORLD.integrator, "Roadtide " + side.code(), vendor)
                .orElseThrow();
        assertThat(register.products().of(WORLD.integrator)).contains(product);
        assertThat(register.products().find(product.id())).contains(product);
        IntegratorId other = register.integrators()
                .register("Other " + side.code(), SETUP)
                .orElseThrow()
                .id();
        assertRefused(register.products().register(other, "X", vendor), "no authority");
        assertRefused(register.products().stand(other, product.id(), Standing.SUSPENDED, SETUP), "no such product");
        assertThat(register.products().of(other)).isEmpty();
    }

    @Test
    void endsAnIntegratorForGood() {
        IntegratorId id = register.integrators()
                .register("Brief " + side.code(), SETUP)
                .orElseThrow()
                .id();
        register.integrators().stand(id, Standing.ENDED, SETUP).orElseThrow();
        assertRefused(register.integrators().stand(id, Standing.ACTIVE, SETUP), "has ended");
        assertThat(register.integrators().find(id))
                .hasValueSatisfying(found -> assertThat(found.standing()).isEqualTo(Standing.ENDED));
        assertThat(register.integrators().all()).extracting(Integrator::id).contains(id);
    }

    private static void assertRefused(Outcome<?> outcome, String why) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why()).contains(why));
    }
}
