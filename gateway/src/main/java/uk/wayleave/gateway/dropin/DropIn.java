package uk.wayleave.gateway.dropin;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.framework.InstructionId;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.Reply;
import uk.wayleave.gateway.operation.RequestJson;
import uk.wayleave.gateway.refusal.Problems;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.messages.certificate.CallerCertificate;
import uk.wayleave.register.token.Confirmation;
import uk.wayleave.register.token.Tokens;
import uk.wayleave.streetmanager.Match;
import uk.wayleave.streetmanager.Treatment;

/**
 * Signing in, refreshing and signing out as Street Manager's clients do it, but with the product's own credential and
 * our own tokens: {@code emailAddress} is the client id, or {@code CLIENT_ID+INSTRUCTION_ID} for a client that can cite
 * its instruction nowhere else. With a client certificate the tokens are bound to it. Nothing of this reaches Street Manager; a product's sign-out ends its own tokens, never
 * the account's.
 */
public final class DropIn {
    private final Tokens tokens;
    private final RequestJson requestJson;
    private final Problems problems;
    private final JsonMapper mapper = JsonMapper.shared();

    public DropIn(Tokens tokens, RequestJson requestJson, Problems problems) {
        this.tokens = tokens;
        this.requestJson = requestJson;
        this.problems = problems;
    }

    /** The answer, if the call is one of the three. */
    public Optional<Reply> answer(Incoming incoming, Match match) {
        if (!(match instanceof Match.Known known) || known.operation().treatment() != Treatment.LOCAL) {
            return Optional.empty();
        }
        try {
            return switch (known.operation().id().value()) {
                case "work.Authenticate" -> Optional.of(signIn(incoming));
                case "party.Refresh" -> Optional.of(refresh(incoming));
                case "party.Logout" -> Optional.of(signOut(incoming));
                default -> Optional.empty();
            };
        } catch (Refused refused) {
            return Optional.of(problems.reply(incoming.id(), refused.refusal(), Optional.empty()));
        }
    }

    private Reply signIn(Incoming incoming) {
        ObjectNode body = requestJson.read(incoming);
        String login = member(body, "emailAddress");
        String password = member(body, "password");
        int plus = login.lastIndexOf('+');
        String clientId = plus < 0 ? login : login.substring(0, plus);
        Optional<InstructionId> instruction =
                plus < 0 ? Optional.empty() : Optional.of(instruction(login.substring(plus + 1)));
        return switch (tokens.issue(
                clientId, password, instruction, Optional.empty(), confirmation(incoming.certificate()))) {
            case Tokens.Issue.Issued issued -> {
                ObjectNode answer = mapper.createObjectNode();
                answer.put("idToken", issued.accessToken());
                answer.put("accessToken", issued.accessToken());
                issued.refreshToken().ifPresent(token -> answer.put("refreshToken", token));
                issued.organisationReference().ifPresent(reference -> answer.put("organisationReference", reference));
                yield ok(incoming.id(), answer);
            }
            case Tokens.Issue.Denied _, Tokens.Issue.OtherKey _ -> throw new Refused(new Refusal.NotAuthenticated());
            case Tokens.Issue.UnknownInstruction _ -> throw unknownInstruction();
        };
    }

    private Reply refresh(Incoming incoming) {
        String refreshToken = member(requestJson.read(incoming), "refresh_token");
        return switch (tokens.refresh(refreshToken, confirmation(incoming.certificate()))) {
            case Tokens.Issue.Issued issued ->
                ok(
                        incoming.id(),
                        mapper.createObjectNode()
                                .put("id_token", issued.accessToken())
                                .put("access_token", issued.accessToken()));
            case Tokens.Issue.Denied _, Tokens.Issue.UnknownInstruction _, Tokens.Issue.OtherKey _ ->
                throw new Refused(new Refusal.NotAuthenticated());
        };
    }

    /** Who shows a certificate gets tokens that are good with it alone (RFC 8705 section 3). */
    private static Optional<Confirmation> confirmation(CallerCertificate shown) {
        return switch (shown) {
            case CallerCertificate.None _ -> Optional.empty();
            case CallerCertificate.Shown(String thumbprint) -> Optional.of(new Confirmation.OfCertificate(thumbprint));
            case CallerCertificate.Unusable(String why) ->
                throw new Refused(Refusal.BadRequest.of(400, "certificate-unusable", why));
        };
    }

    private Reply signOut(Incoming incoming) {
        String accessToken = member(requestJson.read(incoming), "access_token");
        if (!tokens.endAllOf(accessToken)) {
            throw new Refused(new Refusal.NotAuthenticated());
        }
        return new Reply(204, headers(incoming.id()), new Reply.Content.None());
    }

    private Reply ok(UUID call, ObjectNode body) {
        return new Reply(
                200, headers(call), new Reply.Content.Whole("application/json", mapper.writeValueAsBytes(body)));
    }

    private static List<Reply.Header> headers(UUID call) {
        return List.of(
                new Reply.Header("Cache-Control", "no-store"), new Reply.Header("Wayleave-Call", call.toString()));
    }

    private static String member(ObjectNode body, String name) {
        JsonNode node = body.path(name);
        if (!node.isString() || node.stringValue().isEmpty()) {
            throw new Refused(new Refusal.BadRequest(
                    400, "member-missing", "This call needs " + name + ", as text.", Optional.of("/" + name)));
        }
        return node.stringValue();
    }

    private static InstructionId instruction(String text) {
        try {
            return InstructionId.of(text);
        } catch (IllegalArgumentException notAnId) {
            throw unknownInstruction();
        }
    }

    private static Refused unknownInstruction() {
        return new Refused(new Refusal.BadRequest(
                403,
                "instruction-unknown",
                "What follows the plus sign is no instruction of this product. Write CLIENT_ID+INSTRUCTION_ID, or the"
                        + " client id alone.",
                Optional.of("/emailAddress")));
    }
}
