package uk.wayleave.register.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.Standing;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.World;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.party.RegisteredPerson;

/** One human who is a person of several bodies. */
class IdentitiesTest {
    private static final World WORLD = new World();

    private final Identities identities = WORLD.register.identities();
    private final RegisteredPerson ofWater = person(WORLD.water.body());
    private final RegisteredPerson ofCouncil = person(WORLD.council.body());
    private final RegisteredPerson ofVendor = person(WORLD.integratorBody, Authority.SIGN);

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private static RegisteredPerson person(Body body, Authority... authorities) {
        PersonId id = WORLD.person(body, "h-" + UUID.randomUUID(), "Hana Human", authorities);
        return WORLD.register.people().find(body, id).orElseThrow();
    }

    private static Identities.Other as(RegisteredPerson person) {
        return new Identities.Other(person.id(), person.body());
    }

    @Test
    void joinsPersonsOfSeveralBodiesWhateverTheOrder() {
        identities.join(ofWater, ofCouncil).orElseThrow();
        identities.join(ofVendor, ofWater).orElseThrow();

        assertThat(identities.others(ofWater.id())).containsExactlyInAnyOrder(as(ofCouncil), as(ofVendor));
        assertThat(identities.others(ofVendor.id())).containsExactlyInAnyOrder(as(ofCouncil), as(ofWater));
    }

    @Test
    void joinsNoTwoOfOneBodyAndNoTwoThatAreJoinedWithOthers() {
        assertThat(identities.join(ofWater, person(WORLD.water.body()))).isInstanceOf(Outcome.Refused.class);
        RegisteredPerson other = person(WORLD.council.body());
        identities.join(ofWater, ofCouncil).orElseThrow();
        identities.join(other, ofVendor).orElseThrow();

        assertThat(identities.join(ofWater, other)).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void namesNobodyWhoMayNotActOrHasParted() {
        identities.join(ofWater, ofCouncil).orElseThrow();
        identities.join(ofWater, ofVendor).orElseThrow();
        WORLD.register
                .people()
                .stand(ofCouncil.body(), ofCouncil.id(), Standing.SUSPENDED, WORLD.council.administers())
                .orElseThrow();
        identities.part(ofVendor).orElseThrow();

        assertThat(identities.others(ofWater.id())).isEmpty();
        assertThat(identities.others(ofVendor.id())).isEmpty();
    }

    @Test
    void joinsNobodyAnyMoreWhoseSignInAnAdministratorSetAnew() {
        identities.join(ofWater, ofCouncil).orElseThrow();

        WORLD.register
                .people()
                .setSignIn(
                        ofCouncil.body(),
                        ofCouncil.id(),
                        "anew-" + ofCouncil.id(),
                        "{test}a hash of some length",
                        WORLD.council.administers())
                .orElseThrow();

        assertThat(identities.others(ofCouncil.id())).isEmpty();
        assertThat(identities.others(ofWater.id())).isEmpty();
    }

    @Test
    void remembersWhoWasOneHumanWhenItComesToSigningWhateverWasPartedSince() {
        RegisteredPerson signatory = WORLD.register
                .people()
                .find(WORLD.council.body(), WORLD.council.signatory())
                .orElseThrow();
        identities.join(signatory, ofVendor).orElseThrow();
        identities.part(ofVendor).orElseThrow();
        identities.part(signatory).orElseThrow();
        identities.join(signatory, ofWater).orElseThrow();
        RegisteredAgreement agreement = WORLD.draft(WORLD.council);
        var all = WORLD.register.agreements();
        all.offer(WORLD.council.id(), agreement.id(), WORLD.council.administers())
                .orElseThrow();
        var hash = agreement.current().hash();
        all.sign(WORLD.council.id(), agreement.id(), 1, hash, WORLD.council.signs())
                .orElseThrow();

        assertThat(all.sign(WORLD.council.id(), agreement.id(), 1, hash, new Actor.Someone(ofVendor.id())))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(all.sign(WORLD.council.id(), agreement.id(), 1, hash, new Actor.Someone(WORLD.vendor)))
                .isInstanceOf(Outcome.Done.class);
    }

    @Test
    void letsNoHumanSignForBothSides() {
        PersonId signatory = WORLD.water.signatory();
        identities
                .join(
                        WORLD.register
                                .people()
                                .find(WORLD.water.body(), signatory)
                                .orElseThrow(),
                        ofVendor)
                .orElseThrow();
        RegisteredAgreement agreement = WORLD.draft(WORLD.water);
        var all = WORLD.register.agreements();
        RegisteredAgreement offered = all.offer(WORLD.water.id(), agreement.id(), WORLD.water.administers())
                .orElseThrow();
        var hash = offered.current().hash();
        all.sign(WORLD.water.id(), agreement.id(), 1, hash, WORLD.water.signs()).orElseThrow();

        assertThat(all.sign(WORLD.water.id(), agreement.id(), 1, hash, new Actor.Someone(ofVendor.id())))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(all.sign(WORLD.water.id(), agreement.id(), 1, hash, new Actor.Someone(WORLD.vendor)))
                .isInstanceOf(Outcome.Done.class);
    }
}
