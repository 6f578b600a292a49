package uk.wayleave.register.agreement;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.ContentHash;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.Party;
import uk.wayleave.framework.PersonId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Scopes;

/**
 * The agreements and their life: draft, offered, accepted by both, active, suspended and active again, ended. The
 * database holds the same life cycle by itself; here a move that is not possible is explained.
 */
public final class Agreements {
    private final Scopes scopes;

    public Agreements(Scopes scopes) {
        this.scopes = scopes;
    }

    /** Begins an agreement as a draft. Takes an administrator of the Controller, as does whatever says nothing else. */
    public Outcome<RegisteredAgreement> draft(
            ControllerId controller, IntegratorId integrator, AgreementContent content, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            requireIntegrator(change, integrator);
            var id = new AgreementId(UUID.randomUUID());
            insertAgreement(change, id, controller, integrator);
            ContentHash hash = addVersion(change, id, controller, integrator, 1, content);
            change.record("agreement.drafted", facts(id, 1, hash));
            return required(change, id);
        });
    }

    /** Replaces what is drafted or on offer by a new draft; signatures given to the old one count for nothing. */
    public Outcome<RegisteredAgreement> redraft(
            ControllerId controller, AgreementId id, AgreementContent content, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            RegisteredAgreement agreement = required(change, id);
            if (agreement.state() == AgreementState.OFFERED) moveTo(change, agreement, AgreementState.DRAFT);
            else requireState(agreement, AgreementState.DRAFT, "drafted anew");
            int version = agreement.versions().size() + 1;
            ContentHash hash = addVersion(change, id, controller, agreement.integrator(), version, content);
            useVersion(change, id, version);
            change.record("agreement.drafted", facts(id, version, hash));
            return required(change, id);
        });
    }

    /**
     * Lays content before both sides to sign: of an agreement that is not there yet, of one that is drafted or on offer,
     * or as an amendment of one in force. The draft it was made from is done with. Takes a person of the Controller who
     * administers or signs.
     *
     * @param base the version the content was made from, 0 for an agreement that is not there yet
     */
    public Outcome<RegisteredAgreement> propose(
            ControllerId controller,
            AgreementId id,
            IntegratorId integrator,
            int base,
            AgreementContent content,
            Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireOneAuthority(Authority.ADMINISTER, Authority.SIGN);
            requireIntegrator(change, integrator);
            Optional<RegisteredAgreement> before =
                    AgreementRows.read(change.sql(), Optional.of(id)).stream().findFirst();
            int newest = before.map(agreement -> agreement.versions().size()).orElse(0);
            if (newest != base)
                throw Refusal.because(
                        "Somebody made version " + newest + " since this was begun from version " + base + ".",
                        "Discard this draft, and begin anew from what is there now.");
            int version = base + 1;
            boolean inForce = false;
            if (before.isEmpty()) insertAgreement(change, id, controller, integrator);
            else inForce = isAmended(change, before.get());
            ContentHash hash = addVersion(change, id, controller, integrator, version, content);
            requireNoGap(change, integrator, content);
            Map<String, String> facts = facts(id, version, hash);
            if (inForce) change.record("agreement.amendment-proposed", facts);
            else {
                if (before.isPresent()) useVersion(change, id, version);
                change.record("agreement.drafted", facts);
                moveTo(change, required(change, id), AgreementState.OFFERED);
                change.record("agreement.offered", facts);
            }
            Drafts.done(change, id);
            return required(change, id);
        });
    }

    /** Whether other content amends it; what is on offer becomes a draft again, for other content. */
    private static boolean isAmended(Change change, RegisteredAgreement agreement) {
        switch (agreement.state()) {
            case ACTIVE, SUSPENDED -> {
                return true;
            }
            case OFFERED -> moveTo(change, agreement, AgreementState.DRAFT);
            case DRAFT, ACCEPTED, ENDED -> requireState(agreement, AgreementState.DRAFT, "drafted anew");
        }
        return false;
    }

    /** Lays the draft before both sides to sign. Refused while anything is missing in it. */
    public Outcome<RegisteredAgreement> offer(ControllerId controller, AgreementId id, Actor actor) {
        return move(controller, id, AgreementState.OFFERED, "agreement.offered", actor, (change, agreement) -> {
            requireNoGap(change, agreement.integrator(), agreement.current().content());
            if (!agreement.current().signatures().isEmpty())
                throw Refusal.because(
                        "This version was signed before its offer was withdrawn.", "Draft it anew and offer that.");
        });
    }

    /** Takes an offer back. */
    public Outcome<RegisteredAgreement> withdraw(ControllerId controller, AgreementId id, Actor actor) {
        return move(controller, id, AgreementState.DRAFT, "agreement.withdrawn", actor, (change, agreement) -> {});
    }

    /**
     * Signs the version on offer, or a proposed amendment, as the acting person: one that has the authority to sign for
     * its own side. The person attests each clause of it that nobody of this side has attested yet. With the second
     * signature the agreement is accepted, or the amendment is in force.
     *
     * @param hash what the person saw and signs
     */
    public Outcome<RegisteredAgreement> sign(
            ControllerId controller, AgreementId id, int version, ContentHash hash, Actor actor) {
        Optional<String> name = nameOf(controller, id, actor);
        return scopes.change(new Body.OfController(controller), actor, change -> {
            RegisteredAgreement agreement = required(change, id);
            Party side = sideOf(change.requireOwnAuthority(Authority.SIGN), agreement);
            AgreementVersion onOffer = onOffer(agreement, version, hash);
            if (onOffer.signatures().stream().anyMatch(one -> one.side() == side))
                throw Refusal.because("This side has signed already.", "Wait for the other side.");
            requireAnotherHuman(change, onOffer, side);
            requireNoGap(change, agreement.integrator(), onOffer.content());
            String signer = name.orElseThrow(Agreements::unknownSigner);
            Set<ClauseId> open = new TreeSet<>(onOffer.content().attested());
            open.removeAll(attestedBy(onOffer, side));
            insertAttestations(change, agreement, onOffer, side, open, signer);
            insertSignature(change, agreement, onOffer, side, signer);
            Map<String, String> facts = facts(id, version, hash);
            facts.put("side", side.name());
            change.record("agreement.signed", facts);
            if (!onOffer.signatures().isEmpty()) bothHaveSigned(change, agreement, onOffer);
            return required(change, id);
        });
    }

    /**
     * Attests clauses of the version on offer as the acting person, for its own side: so that those who know answer for
     * what they know, and not only who signs. Takes the authority to sign.
     *
     * @param hash what the person saw
     */
    public Outcome<RegisteredAgreement> attest(
            ControllerId controller,
            AgreementId id,
            int version,
            ContentHash hash,
            Set<ClauseId> clauses,
            Actor actor) {
        Optional<String> name = nameOf(controller, id, actor);
        return scopes.change(new Body.OfController(controller), actor, change -> {
            RegisteredAgreement agreement = required(change, id);
            Party side = sideOf(change.requireOwnAuthority(Authority.SIGN), agreement);
            AgreementVersion onOffer = onOffer(agreement, version, hash);
            if (!onOffer.content().attested().containsAll(clauses))
                throw Refusal.because(
                        "The version on offer has not all of these clauses to attest.", "Name those it has.");
            requireAnotherHuman(change, onOffer, side);
            Set<ClauseId> open = new TreeSet<>(clauses);
            open.removeAll(attestedBy(onOffer, side));
            insertAttestations(change, agreement, onOffer, side, open, name.orElseThrow(Agreements::unknownSigner));
            if (!open.isEmpty()) {
                Map<String, String> facts = facts(id, version, hash);
                facts.put("side", side.name());
                facts.put("clauses", open.stream().map(ClauseId::toString).collect(Collectors.joining(" ")));
                change.record("agreement.attested", facts);
            }
            return required(change, id);
        });
    }

    private static Set<ClauseId> attestedBy(AgreementVersion version, Party side) {
        return version.attestations().stream()
                .filter(one -> one.side() == side)
                .map(Attestation::clause)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Puts an accepted agreement in force. Refused while another between the same two is active. */
    public Outcome<RegisteredAgreement> activate(ControllerId controller, AgreementId id, Actor actor) {
        return move(controller, id, AgreementState.ACTIVE, "agreement.activated", actor, (change, agreement) -> {
            requireState(agreement, AgreementState.ACCEPTED, "activated");
            requireNoGap(change, agreement.integrator(), agreement.current().content());
            if (!scopes.now().isBefore(agreement.current().content().until()))
                throw Refusal.because("Its time is over.", "Draft another agreement.");
        });
    }

    /** Stops everything under the agreement from the next call on. A person of either side may. */
    public Outcome<RegisteredAgreement> suspend(ControllerId controller, AgreementId id, Actor actor) {
        return move(controller, id, AgreementState.SUSPENDED, "agreement.suspended", actor, (change, agreement) -> {});
    }

    /** Puts a suspended agreement in force again. */
    public Outcome<RegisteredAgreement> resume(ControllerId controller, AgreementId id, Actor actor) {
        return move(
                controller,
                id,
                AgreementState.ACTIVE,
                "agreement.resumed",
                actor,
                (change, agreement) -> requireState(agreement, AgreementState.SUSPENDED, "resumed"));
    }

    /** Ends an agreement for good. A person of either side may. */
    public Outcome<RegisteredAgreement> end(ControllerId controller, AgreementId id, Actor actor) {
        return move(controller, id, AgreementState.ENDED, "agreement.ended", actor, (change, agreement) -> {});
    }

    /**
     * Proposes other content for an agreement in force, to be signed by both; replaces an earlier proposal. Refused while
     * anything is missing in it.
     */
    public Outcome<RegisteredAgreement> amend(
            ControllerId controller, AgreementId id, AgreementContent content, Actor actor) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            change.requireAuthority(Authority.ADMINISTER);
            RegisteredAgreement agreement = required(change, id);
            if (agreement.state() != AgreementState.ACTIVE && agreement.state() != AgreementState.SUSPENDED)
                throw Refusal.because(
                        "Only an agreement that is active or suspended is amended; this one is " + agreement.state()
                                + ".",
                        "Draft it anew, or draft another.");
            int version = agreement.versions().size() + 1;
            ContentHash hash = addVersion(change, id, controller, agreement.integrator(), version, content);
            requireNoGap(change, agreement.integrator(), content);
            change.record("agreement.amendment-proposed", facts(id, version, hash));
            return required(change, id);
        });
    }

    public Optional<RegisteredAgreement> find(ControllerId controller, AgreementId id) {
        return scopes.in(
                controller,
                sql -> AgreementRows.read(sql, Optional.of(id)).stream().findFirst());
    }

    /** Those of one Controller, the oldest first. */
    public List<RegisteredAgreement> of(ControllerId controller) {
        return scopes.in(controller, sql -> AgreementRows.read(sql, Optional.empty()));
    }

    /** Those of one integrator, the oldest first, each read within its Controller's scope. */
    public List<RegisteredAgreement> of(IntegratorId integrator) {
        record Found(ControllerId controller, AgreementId agreement) {}
        List<Found> found = scopes.in(
                new Body.OfIntegrator(integrator),
                sql -> sql.sql("select agreement, controller from wayleave.agreements_of_integrator()")
                        .query((row, number) -> new Found(
                                new ControllerId(row.getObject("controller", UUID.class)),
                                new AgreementId(row.getObject("agreement", UUID.class))))
                        .list());
        List<RegisteredAgreement> agreements = new ArrayList<>();
        for (Found one : found) find(one.controller, one.agreement).ifPresent(agreements::add);
        return agreements;
    }

    private Outcome<RegisteredAgreement> move(
            ControllerId controller,
            AgreementId id,
            AgreementState to,
            String kind,
            Actor actor,
            BiConsumer<Change, RegisteredAgreement> guard) {
        return scopes.change(new Body.OfController(controller), actor, change -> {
            RegisteredAgreement agreement = required(change, id);
            if (to == AgreementState.SUSPENDED || to == AgreementState.ENDED)
                change.requireAuthorityOfEither(Authority.ADMINISTER, agreement.integrator());
            else change.requireAuthority(Authority.ADMINISTER);
            guard.accept(change, agreement);
            moveTo(change, agreement, to);
            AgreementVersion current = agreement.current();
            change.record(kind, facts(id, current.version(), current.hash()));
            return required(change, id);
        });
    }

    private static void insertAgreement(
            Change change, AgreementId id, ControllerId controller, IntegratorId integrator) {
        change.sql()
                .sql("""
                        insert into wayleave.agreement
                            (id, controller, integrator, version, state, created, changed)
                        values (:id, :controller, :integrator, 1, 'DRAFT', :at, :at)""")
                .param("id", id.value())
                .param("controller", controller.value())
                .param("integrator", integrator.value())
                .param("at", change.timestamp())
                .update();
    }

    private static void moveTo(Change change, RegisteredAgreement agreement, AgreementState to) {
        if (!agreement.state().mayBecome(to))
            throw Refusal.because(
                    "An agreement that is " + agreement.state() + " cannot become " + to + ".",
                    agreement.state().next().isEmpty()
                            ? "Draft another agreement."
                            : "It may become one of " + agreement.state().next() + ".");
        change.sql()
                .sql("update wayleave.agreement set state = :state, changed = :at where id = :id")
                .param("state", to.name())
                .param("at", change.timestamp())
                .param("id", agreement.id().value())
                .update();
    }

    private static void bothHaveSigned(Change change, RegisteredAgreement agreement, AgreementVersion signed) {
        Map<String, String> facts = facts(agreement.id(), signed.version(), signed.hash());
        if (agreement.state() == AgreementState.OFFERED) {
            moveTo(change, agreement, AgreementState.ACCEPTED);
            change.record("agreement.accepted", facts);
        } else {
            useVersion(change, agreement.id(), signed.version());
            change.record("agreement.amended", facts);
        }
    }

    private static void useVersion(Change change, AgreementId id, int version) {
        change.sql()
                .sql("update wayleave.agreement set version = :version, changed = :at where id = :id")
                .param("version", version)
                .param("at", change.timestamp())
                .param("id", id.value())
                .update();
    }

    private static ContentHash addVersion(
            Change change,
            AgreementId id,
            ControllerId controller,
            IntegratorId integrator,
            int version,
            AgreementContent content) {
        content.problem().ifPresent(problem -> {
            throw Refusal.because(problem, "Correct the agreement's content and send it again.");
        });
        requireProducts(change, integrator, content);
        byte[] bytes = AgreementDocument.bytes(id, version, controller, integrator, content);
        ContentHash hash = AgreementDocument.hash(bytes);
        change.sql()
                .sql("""
                        insert into wayleave.agreement_version
                            (agreement, controller, integrator, version, content, content_hash, created)
                        values (:id, :controller, :integrator, :version, :content, :hash, :at)""")
                .param("id", id.value())
                .param("controller", controller.value())
                .param("integrator", integrator.value())
                .param("version", version)
                .param("content", bytes)
                .param("hash", hash.hex())
                .param("at", change.timestamp())
                .update();
        return hash;
    }

    /** What an agreement lacks keeps it from being offered, signed and put in force, whoever asks and by which way. */
    private static void requireNoGap(Change change, IntegratorId integrator, AgreementContent content) {
        List<Gap> gaps = Gaps.of(content, TechnicalContacts.count(change.sql(), integrator));
        if (gaps.isEmpty()) return;
        throw Refusal.because(
                "The agreement lacks: " + gaps.stream().map(Gap::says).collect(Collectors.joining("; ")) + ".",
                "Complete it, and offer that.");
    }

    /** One human may act for both sides, but an agreement is of two. */
    private static void requireAnotherHuman(Change change, AgreementVersion version, Party side) {
        if (!(change.actor() instanceof Actor.Someone(PersonId person))) throw unknownSigner();
        Set<PersonId> others = Stream.concat(
                        version.signatures().stream()
                                .filter(one -> one.side() != side)
                                .map(Signature::person),
                        version.attestations().stream()
                                .filter(one -> one.side() != side)
                                .map(Attestation::person))
                .collect(Collectors.toSet());
        for (PersonId other : others)
            if (change.sql()
                    .sql("select wayleave.is_same_human(:one, :other)")
                    .param("one", person.value())
                    .param("other", other.value())
                    .query(Boolean.class)
                    .single())
                throw Refusal.because(
                        "You have signed it for the other side.", "Let somebody else sign for this side.");
    }

    private static void insertSignature(
            Change change, RegisteredAgreement agreement, AgreementVersion version, Party side, String name) {
        if (!(change.actor() instanceof Actor.Someone(PersonId person))) throw unknownSigner();
        change.sql()
                .sql("""
                        insert into wayleave.agreement_signature
                            (agreement, controller, integrator, version, content_hash, side,
                             controller_person, integrator_person, signer_name, at)
                        values (:id, :controller, :integrator, :version, :hash, :side,
                             :controllerPerson, :integratorPerson, :name, :at)""")
                .param("id", agreement.id().value())
                .param("controller", agreement.controller().value())
                .param("integrator", agreement.integrator().value())
                .param("version", version.version())
                .param("hash", version.hash().hex())
                .param("side", side.name())
                .param("controllerPerson", side == Party.CONTROLLER ? person.value() : null)
                .param("integratorPerson", side == Party.INTEGRATOR ? person.value() : null)
                .param("name", name)
                .param("at", change.timestamp())
                .update();
    }

    private static void insertAttestations(
            Change change,
            RegisteredAgreement agreement,
            AgreementVersion version,
            Party side,
            Set<ClauseId> clauses,
            String name) {
        if (!(change.actor() instanceof Actor.Someone(PersonId person))) throw unknownSigner();
        for (ClauseId clause : clauses)
            change.sql()
                    .sql("""
                            insert into wayleave.agreement_attestation
                                (agreement, controller, integrator, version, content_hash, side, clause,
                                 controller_person, integrator_person, attester_name, at)
                            values (:id, :controller, :integrator, :version, :hash, :side, :clause,
                                 :controllerPerson, :integratorPerson, :name, :at)""")
                    .param("id", agreement.id().value())
                    .param("controller", agreement.controller().value())
                    .param("integrator", agreement.integrator().value())
                    .param("version", version.version())
                    .param("hash", version.hash().hex())
                    .param("side", side.name())
                    .param("clause", clause.toString())
                    .param("controllerPerson", side == Party.CONTROLLER ? person.value() : null)
                    .param("integratorPerson", side == Party.INTEGRATOR ? person.value() : null)
                    .param("name", name)
                    .param("at", change.timestamp())
                    .update();
    }

    /** The acting person's name, which for an integrator's is seen in the integrator's own scope only. */
    private Optional<String> nameOf(ControllerId controller, AgreementId id, Actor actor) {
        if (!(actor instanceof Actor.Someone(PersonId person))) return Optional.empty();
        return nameIn(new Body.OfController(controller), person)
                .or(() -> find(controller, id)
                        .flatMap(agreement -> nameIn(new Body.OfIntegrator(agreement.integrator()), person)));
    }

    private Optional<String> nameIn(Body body, PersonId person) {
        return scopes.in(
                body,
                sql -> sql.sql("select name from wayleave.person where id = :id")
                        .param("id", person.value())
                        .query(String.class)
                        .optional());
    }

    private static Party sideOf(Body signer, RegisteredAgreement agreement) {
        if (signer.equals(new Body.OfController(agreement.controller()))) return Party.CONTROLLER;
        if (signer.equals(new Body.OfIntegrator(agreement.integrator()))) return Party.INTEGRATOR;
        throw unknownSigner();
    }

    private static AgreementVersion onOffer(RegisteredAgreement agreement, int version, ContentHash hash) {
        AgreementVersion onOffer = onOffer(agreement);
        if (onOffer.version() == version && onOffer.hash().equals(hash)) return onOffer;
        throw Refusal.because(
                "What is on offer is not what was signed.", "Read the version on offer and sign its hash.");
    }

    private static AgreementVersion onOffer(RegisteredAgreement agreement) {
        if (agreement.state() == AgreementState.OFFERED) return agreement.current();
        return agreement
                .amendment()
                .orElseThrow(() -> Refusal.because(
                        "Nothing of this agreement is on offer; it is " + agreement.state() + ".",
                        "Offer it, or propose an amendment, first."));
    }

    private static RegisteredAgreement required(Change change, AgreementId id) {
        return AgreementRows.read(change.sql(), Optional.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> Refusal.because("The Controller has no such agreement.", "Name one it has."));
    }

    private static void requireState(RegisteredAgreement agreement, AgreementState state, String what) {
        if (agreement.state() == state) return;
        throw Refusal.because(
                "Only an agreement that is " + state + " is " + what + "; this one is " + agreement.state() + ".",
                "Look at its history.");
    }

    private static void requireIntegrator(Change change, IntegratorId integrator) {
        boolean known = change.sql()
                .sql("select exists (select from wayleave.integrator where id = :id and standing <> 'ENDED')")
                .param("id", integrator.value())
                .query(Boolean.class)
                .single();
        if (!known) throw Refusal.because("There is no such integrator, or it has ended.", "Register it first.");
    }

    private static void requireProducts(Change change, IntegratorId integrator, AgreementContent content) {
        List<UUID> products = change.sql()
                .sql("select id from wayleave.product where integrator = :integrator")
                .param("integrator", integrator.value())
                .query((row, number) -> row.getObject("id", UUID.class))
                .list();
        if (content.destinations().keySet().stream().allMatch(product -> products.contains(product.value()))) return;
        throw Refusal.because(
                "The content names a product that is not the integrator's.", "Register the product first.");
    }

    private static Refusal unknownSigner() {
        return Refusal.because(
                "Only a person of one of the two sides signs, for its own side.",
                "Sign in as a person of the Controller or of the integrator.");
    }

    private static Map<String, String> facts(AgreementId id, int version, ContentHash hash) {
        return new HashMap<>(
                Map.of("agreement", id.toString(), "version", Integer.toString(version), "hash", hash.hex()));
    }
}
