package uk.wayleave.register.party;

import static org.assertj.core.api.Assertions.assertThat;
import static uk.wayleave.register.World.SETUP;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.World;
import uk.wayleave.register.World.Side;
import uk.wayleave.register.party.RegisteredContract.Standing;
import uk.wayleave.register.snapshot.Organisation;
import uk.wayleave.register.snapshot.PromoterContract;

/** For which promoters a Controller may act, and who has to say so. */
class PromoterContractsTest {
    private static final World WORLD = new World();

    private final PromoterContracts contracts = WORLD.register.promoterContracts();
    private final Side contractor = WORLD.side();
    private final Side promoter = WORLD.side();

    @AfterAll
    static void close() {
        WORLD.close();
    }

    private String prefixOf(Side side) {
        return WORLD.register
                .organisations()
                .of(side.id())
                .getFirst()
                .prefixes()
                .iterator()
                .next();
    }

    private PromoterContract with(SwaCode code, String... prefixes) {
        Instant now = WORLD.clock.instant();
        return new PromoterContract(
                contractor.code(),
                code,
                "Promoter",
                Set.of(prefixes),
                Scope.only(Set.of("001")),
                now.minus(Duration.ofDays(1)),
                now.plus(Duration.ofDays(100)));
    }

    private RegisteredContract recorded() {
        return contracts
                .record(contractor.id(), with(promoter.code(), prefixOf(promoter)), contractor.administers())
                .orElseThrow();
    }

    private List<PromoterContract> inSnapshot() {
        var agreement = WORLD.active(contractor);
        String token = WORLD.token(WORLD.credential(contractor, agreement.id())).accessToken();
        return WORLD.register.snapshots().read(token).orElseThrow().contracts();
    }

    private static void assertRefused(Outcome<?> outcome, String why) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.why()).contains(why));
    }

    @Test
    void isInForceAtOnceWhereThePromoterIsNotRegisteredHere() {
        RegisteredContract contract = contracts
                .record(contractor.id(), with(new SwaCode("7777"), "X7"), contractor.administers())
                .orElseThrow();

        assertThat(contract.standing()).isEqualTo(Standing.IN_FORCE);
        assertThat(contract.recordedBy()).isEqualTo("person:" + contractor.administrator());
        assertThat(contracts.of(contractor.id())).containsExactly(contract);
        assertThat(inSnapshot()).containsExactly(contract.terms());
    }

    @Test
    void hasNoEffectUntilAPromoterThatIsRegisteredHereConfirmsIt() {
        RegisteredContract contract = recorded();
        assertThat(contract.standing()).isEqualTo(Standing.AWAITS_THE_PROMOTER);
        assertThat(inSnapshot()).isEmpty();
        assertThat(contracts.of(promoter.id())).containsExactly(contract);

        RegisteredContract confirmed = contracts
                .confirm(promoter.id(), contract.id(), promoter.administers())
                .orElseThrow();

        assertThat(confirmed.standing()).isEqualTo(Standing.IN_FORCE);
        assertThat(WORLD.asOwner("select count(*) from wayleave.promoter_contract c where id = '" + contract.id()
                        + "' and confirmed_by = '" + promoter.administrator() + "'"))
                .isEqualTo(1);
    }

    @Test
    void isConfirmedByNobodyButAnAdministratorOfThePromoter() {
        RegisteredContract contract = recorded();

        assertRefused(contracts.confirm(promoter.id(), contract.id(), contractor.administers()), "Only a person");
        assertRefused(contracts.confirm(promoter.id(), contract.id(), promoter.instructs()), "no authority");
        assertRefused(contracts.confirm(promoter.id(), contract.id(), SETUP), "registered person");
        assertRefused(
                contracts.confirm(contractor.id(), contract.id(), contractor.administers()), "not the contractor");
        assertRefused(
                contracts.confirm(WORLD.water.id(), contract.id(), WORLD.water.administers()), "no such contract");
        assertThat(contracts.of(contractor.id()).getFirst().standing()).isEqualTo(Standing.AWAITS_THE_PROMOTER);
    }

    @Test
    void letsNoContractorConfirmEvenInSql() {
        RegisteredContract contract = recorded();
        Throwable refused = org.assertj.core.api.Assertions.catchThrowable(() ->
                WORLD.database.inTenant(contractor.id().value(), connection -> {
                    try (var sql = connection.createStatement()) {
                        return sql.executeUpdate(
                                "update wayleave.promoter_contract set confirmed = now(), confirmed_by = '"
                                        + promoter.administrator() + "' where id = '" + contract.id() + "'");
                    }
                }));
        assertThat(refused).isNotNull();
        assertThat(contracts.of(contractor.id()).getFirst().standing()).isEqualTo(Standing.AWAITS_THE_PROMOTER);
    }

    @Test
    void endsByEitherSideForGood() {
        for (Side side : List.of(contractor, promoter)) {
            RegisteredContract contract = recorded();
            contracts
                    .confirm(promoter.id(), contract.id(), promoter.administers())
                    .orElseThrow();

            assertThat(contracts
                            .end(side.id(), contract.id(), side.administers())
                            .orElseThrow()
                            .standing())
                    .isEqualTo(Standing.ENDED);
            assertRefused(contracts.end(side.id(), contract.id(), side.administers()), "ended already");
        }
        assertThat(inSnapshot()).isEmpty();
    }

    @Test
    void raisesTheContractorsRevisionWithEveryStep() {
        long before = WORLD.revision(contractor.id());
        RegisteredContract contract = recorded();
        long recorded = WORLD.revision(contractor.id());
        contracts.confirm(promoter.id(), contract.id(), promoter.administers()).orElseThrow();
        long confirmed = WORLD.revision(contractor.id());
        contracts.end(promoter.id(), contract.id(), promoter.administers()).orElseThrow();

        assertThat(List.of(before, recorded, confirmed, WORLD.revision(contractor.id())))
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void asksAPromoterThatIsRegisteredLater() {
        var code = new SwaCode("6" + contractor.code().value().substring(1));
        RegisteredContract contract = contracts
                .record(contractor.id(), with(code, "Y" + code.value().charAt(3)), contractor.administers())
                .orElseThrow();
        assertThat(contract.standing()).isEqualTo(Standing.IN_FORCE);

        WORLD.register
                .organisations()
                .register(promoter.id(), new Organisation(code, "Late", "ORG-LATE", Set.of()), SETUP)
                .orElseThrow();

        assertThat(contracts.of(contractor.id()).getFirst().standing()).isEqualTo(Standing.AWAITS_THE_PROMOTER);
        assertThat(inSnapshot()).isEmpty();
    }

    @Test
    void claimsNoPrefixOfAnotherOrganisation() {
        assertRefused(
                contracts.record(
                        contractor.id(), with(new SwaCode("7777"), prefixOf(promoter)), contractor.administers()),
                "registered for another organisation");
        assertRefused(
                contracts.record(
                        contractor.id(),
                        with(promoter.code(), prefixOf(promoter), prefixOf(contractor)),
                        contractor.administers()),
                "registered for another organisation");
    }

    @Test
    void endsWhenAPrefixItClaimsTurnsOutToBeAnothers() {
        String prefix = "V" + contractor.code().value().charAt(3);
        contracts
                .record(contractor.id(), with(new SwaCode("7777"), prefix), contractor.administers())
                .orElseThrow();
        var organisation = new Organisation(promoter.code(), "Promoter", "ORG-P", Set.of(prefixOf(promoter), prefix));
        WORLD.register
                .organisations()
                .change(promoter.id(), organisation, SETUP)
                .orElseThrow();

        assertThat(contracts.of(contractor.id()).getFirst().standing()).isEqualTo(Standing.ENDED);
    }

    @Test
    void isForAnOwnOrganisationAndAnotherPromoter() {
        PromoterContract forStranger = new PromoterContract(
                promoter.code(),
                new SwaCode("7777"),
                "Promoter",
                Set.of("X7"),
                Scope.all(),
                WORLD.clock.instant(),
                WORLD.clock.instant().plusSeconds(1));
        assertRefused(contracts.record(contractor.id(), forStranger, contractor.administers()), "no organisation");
        assertRefused(
                contracts.record(
                        contractor.id(), with(contractor.code(), prefixOf(contractor)), contractor.administers()),
                "the Controller itself");
    }

    @Test
    void isRecordedByAnAdministratorOfTheContractorOnly() {
        PromoterContract terms = with(new SwaCode("7777"), "X7");
        assertRefused(contracts.record(contractor.id(), terms, contractor.instructs()), "no authority");
        assertRefused(contracts.record(contractor.id(), terms, promoter.administers()), "no authority");
        assertRefused(
                contracts.record(contractor.id(), terms, new Actor.Someone(WORLD.vendorAdministrator)), "no authority");
    }

    @Test
    void refusesWhatIsNoContract() {
        Instant now = WORLD.clock.instant();
        var none = new PromoterContract(
                contractor.code(), new SwaCode("7777"), "P", Set.of(), Scope.all(), now, now.plusSeconds(9));
        assertRefused(contracts.record(contractor.id(), none, contractor.administers()), "prefixes");
        assertRefused(
                contracts.record(contractor.id(), with(new SwaCode("7777"), "x7"), contractor.administers()),
                "prefixes");
        var inverted =
                new PromoterContract(contractor.code(), new SwaCode("7777"), "P", Set.of("X7"), Scope.all(), now, now);
        assertRefused(contracts.record(contractor.id(), inverted, contractor.administers()), "before it begins");
    }

    @Test
    void isToldToTheLedgerOnBothSides() {
        RegisteredContract contract = recorded();
        contracts.confirm(promoter.id(), contract.id(), promoter.administers()).orElseThrow();
        contracts.end(contractor.id(), contract.id(), contractor.administers()).orElseThrow();

        assertThat(WORLD.register
                        .acts()
                        .about(contractor.id(), "contract", contract.id().value()))
                .extracting(act -> act.kind())
                .containsExactly("promoter-contract.recorded", "promoter-contract.ended");
        assertThat(WORLD.register
                        .acts()
                        .about(promoter.id(), "contract", contract.id().value()))
                .extracting(act -> act.kind())
                .containsExactly("promoter-contract.confirmed");
    }
}
