package uk.wayleave.register.request;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.register.Actor;
import uk.wayleave.register.Body;
import uk.wayleave.register.Outcome;
import uk.wayleave.register.request.InstructionRequest.Channel;
import uk.wayleave.register.scope.Change;
import uk.wayleave.register.scope.Rows;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.token.ClientHolder;

/** What products take for approved requests: once, and by whoever asked. */
public final class Redemptions {
    private final Scopes scopes;
    private final Places places;

    public Redemptions(Scopes scopes) {
        this.scopes = scopes;
        this.places = new Places(scopes);
    }

    private static Body body(ClientHolder client) {
        return new Body.OfController(client.controller());
    }

    private record Grant(
            UUID credential,
            String channel,
            String outcome,
            String redirect,
            String challenge,
            @Nullable String confirmation,
            @Nullable UUID instruction,
            Instant expires,
            @Nullable Instant polled) {}

    /**
     * Takes a code, once. A code that comes again may have been stolen: what was got with it is ended (RFC 6749 section
     * 4.1.2).
     */
    public Redeemed redeem(ClientHolder client, String code, String redirect, String verifier) {
        Optional<Places.Place> place =
                places.ofCode(code).filter(one -> one.controller().equals(client.controller()));
        if (place.isEmpty()) return new Redeemed.Denied();
        Outcome<Redeemed> outcome = scopes.change(body(client), new Actor.Machine(client.product()), change -> {
            Grant grant = grant(change, place.get().request(), "code_expires");
            if (!isOf(grant, client, Channel.REDIRECT)) return new Redeemed.Denied();
            if (grant.outcome.equals("SPENT")) {
                endTokensOf(change, client, grant);
                return new Redeemed.Denied();
            }
            boolean proven = grant.outcome.equals("APPROVED")
                    && change.at().isBefore(grant.expires)
                    && grant.redirect.equals(redirect)
                    && MessageDigest.isEqual(
                            challengeOf(verifier).getBytes(StandardCharsets.US_ASCII),
                            grant.challenge.getBytes(StandardCharsets.US_ASCII));
            // Whoever guesses at a code's proof gets one guess.
            if (grant.outcome.equals("APPROVED")) spend(change, place.get().request());
            return proven ? given(grant) : new Redeemed.Denied();
        });
        return outcome instanceof Outcome.Done<Redeemed>(Redeemed redeemed) ? redeemed : new Redeemed.Denied();
    }

    /** Whether the person has answered a request that the product waits for; a yes is taken once. */
    public Redeemed poll(ClientHolder client, String secret) {
        Optional<Places.Place> place =
                places.ofSecret(secret).filter(one -> one.controller().equals(client.controller()));
        if (place.isEmpty()) return new Redeemed.Denied();
        Outcome<Redeemed> outcome = scopes.change(body(client), new Actor.Machine(client.product()), change -> {
            Grant grant = grant(change, place.get().request(), "expires");
            if (!isOf(grant, client, Channel.BACKCHANNEL)) return new Redeemed.Denied();
            Instant looked = grant.polled;
            boolean tooSoon = looked != null && change.at().isBefore(looked.plus(InstructionRequests.POLL_INTERVAL));
            change.sql()
                    .sql("update wayleave.instruction_request set polled = :at where id = :id")
                    .param("at", change.timestamp())
                    .param("id", place.get().request().value())
                    .update();
            return switch (grant.outcome) {
                case "APPROVED" -> {
                    spend(change, place.get().request());
                    yield given(grant);
                }
                case "DECLINED" -> new Redeemed.Declined();
                case "WAITING" -> {
                    if (!change.at().isBefore(grant.expires)) yield new Redeemed.Over();
                    yield tooSoon ? new Redeemed.TooSoon() : new Redeemed.Pending();
                }
                default -> {
                    endTokensOf(change, client, grant);
                    yield new Redeemed.Denied();
                }
            };
        });
        return outcome instanceof Outcome.Done<Redeemed>(Redeemed redeemed) ? redeemed : new Redeemed.Denied();
    }

    /** What came with a browser is taken with its code alone, whatever secret of it a client has. */
    private static boolean isOf(Grant grant, ClientHolder client, Channel channel) {
        return grant.credential.equals(client.credential()) && grant.channel.equals(channel.name());
    }

    private static Redeemed given(Grant grant) {
        UUID instruction = grant.instruction;
        if (instruction == null) return new Redeemed.Denied();
        return new Redeemed.Given(new InstructionId(instruction), Optional.ofNullable(grant.confirmation));
    }

    private static Grant grant(Change change, RequestId id, String expiry) {
        return change.sql()
                .sql("select credential, channel, outcome, redirect, challenge, confirmation, instruction, polled, "
                        + expiry + " as over from wayleave.instruction_request where id = :id for update")
                .param("id", id.value())
                .query((row, number) -> new Grant(
                        row.getObject("credential", UUID.class),
                        row.getString("channel"),
                        row.getString("outcome"),
                        row.getString("redirect"),
                        row.getString("challenge"),
                        row.getString("confirmation"),
                        row.getObject("instruction", UUID.class),
                        row.getObject("over") == null ? Instant.MIN : Rows.instant(row, "over"),
                        row.getObject("polled") == null ? null : Rows.instant(row, "polled")))
                .single();
    }

    private static void spend(Change change, RequestId id) {
        change.sql()
                .sql("update wayleave.instruction_request set outcome = 'SPENT' where id = :id")
                .param("id", id.value())
                .update();
        change.record("instruction-request.spent", Map.of("request", id.toString()));
    }

    private static void endTokensOf(Change change, ClientHolder client, Grant grant) {
        int ended = change.sql()
                .sql("""
                    update wayleave.token set revoked = :at
                    where instruction = :instruction and credential = :credential and revoked is null""")
                .param("at", change.timestamp())
                .param("instruction", grant.instruction)
                .param("credential", client.credential())
                .update();
        if (ended > 0)
            change.record(
                    "tokens.ended",
                    Map.of("product", client.product().toString(), "instruction", String.valueOf(grant.instruction)));
    }

    /** RFC 7636 section 4.6. */
    private static String challengeOf(String verifier) {
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("This Java has no SHA-256, which every Java has.", impossible);
        }
    }
}
