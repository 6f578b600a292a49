package uk.wayleave.register.trust;

import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProofLevel;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.agreement.Agreements;
import uk.wayleave.register.agreement.RegisteredAgreement;
import uk.wayleave.register.credential.RandomSecret;
import uk.wayleave.register.instruction.Instructions;
import uk.wayleave.register.request.WantedInstruction;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Refusal;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.token.ClientHolder;

/** Instructions of proof L2: a system of the Controller's vouches for the person, and a product brings its word. */
public final class SystemInstructions {
    private static final int LONGEST_ACT = 4000;

    private final Scopes scopes;
    private final Agreements agreements;
    private final Instructions instructions;

    public SystemInstructions(Scopes scopes, Agreements agreements, Instructions instructions) {
        this.scopes = scopes;
        this.agreements = agreements;
        this.instructions = instructions;
    }

    /** How the system's word came. */
    public enum Way {
        /** It signed the whole instruction; that counts once. */
        SIGNED,
        /** It signed its user in, and the product exchanged the user's token (RFC 8693). */
        EXCHANGED
    }

    /**
     * What an instruction is made of.
     *
     * @param signed the JWT, whose signature was found good; only its digest is kept
     * @param act who acted for whom, as JSON (RFC 8693 section 4.1)
     */
    public record Word(Way way, String issuer, String signed, Optional<String> act) {
        /** Without the JWT. */
        @Override
        public String toString() {
            return "Word[" + way + "]";
        }
    }

    /**
     * Makes the instruction for one person, with whatever made it written down beside it.
     *
     * @param identifier of a person of the Controller who may instruct
     */
    public Outcome<Instruction> give(ClientHolder client, WantedInstruction wanted, String identifier, Word word) {
        Optional<RegisteredAgreement> agreement = agreements.find(client.controller(), client.agreement());
        return scopes.change(
                new Body.OfController(client.controller()), new Actor.Machine(client.product()), change -> {
                    requireStillTrusted(change, word);
                    PersonId person = requirePerson(change, identifier);
                    byte[] digest = RandomSecret.digest(word.signed);
                    if (word.way == Way.SIGNED) requireNew(change, digest);
                    Instruction given = instructions.give(
                            change,
                            client.controller(),
                            agreement,
                            wanted.by(List.of(person), client.agreement(), client.product(), ProofLevel.L2));
                    keep(change, client, given, word, digest);
                    return given;
                });
    }

    /** Whoever was removed meanwhile is trusted no more. */
    private static void requireStillTrusted(Change change, Word word) {
        boolean trusted = change.sql()
                .sql("""
                    select exists (select from wayleave.trusted_issuer where issuer = :issuer and serves = :serves)""")
                .param("issuer", word.issuer)
                .param("serves", word.way == Way.SIGNED ? "INSTRUCTIONS" : "USERS")
                .query(Boolean.class)
                .single();
        if (!trusted)
            throw Refusal.because("The issuer is trusted no more.", "Ask the Controller's administrator about it.");
    }

    private static PersonId requirePerson(Change change, String identifier) {
        return change.sql()
                .sql("""
                    select id from wayleave.person
                    where identifier = :identifier and standing = 'ACTIVE' and 'INSTRUCT' = any (authorities)""")
                .param("identifier", identifier)
                .query((row, number) -> new PersonId(row.getObject("id", UUID.class)))
                .optional()
                .orElseThrow(() -> Refusal.because(
                        "It names nobody of the Controller who may instruct.",
                        "Have the Controller register the person with that identifier."));
    }

    private static void requireNew(Change change, byte[] digest) {
        boolean known = change.sql()
                .sql("""
                    select exists (select from wayleave.instruction_origin
                                   where way = 'SIGNED' and digest = :digest)""")
                .param("digest", digest)
                .query(Boolean.class)
                .single();
        if (known)
            throw Refusal.because(
                    "It was used already.", "Use the instruction it made, or have a new one signed with another jti.");
    }

    private static void keep(Change change, ClientHolder client, Instruction given, Word word, byte[] digest) {
        if (word.act.filter(text -> text.length() > LONGEST_ACT).isPresent())
            throw Refusal.because("Its act is too long.", "Send a token with fewer actors in it.");
        change.sql()
                .sql("""
                    insert into wayleave.instruction_origin (instruction, controller, way, issuer, digest, act, made)
                    values (:instruction, :controller, :way, :issuer, :digest, :act, :at)""")
                .param("instruction", given.id().value())
                .param("controller", client.controller().value())
                .param("way", word.way.name())
                .param("issuer", word.issuer)
                .param("digest", digest)
                .param("act", word.act.orElse(null))
                .param("at", change.timestamp())
                .update();
        Map<String, String> facts = new HashMap<>(Map.of(
                "instruction", given.id().toString(), "digest", HexFormat.of().formatHex(digest)));
        word.act.ifPresent(text -> facts.put("actors", HexFormat.of().formatHex(RandomSecret.digest(text))));
        change.record(word.way == Way.SIGNED ? "instruction.signed" : "instruction.exchanged", facts);
    }
}
