package uk.wayleave.gateway.forward;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;
import uk.wayleave.framework.SwaCode;
import uk.wayleave.gateway.governor.Admission;
import uk.wayleave.gateway.governor.Party;
import uk.wayleave.gateway.governor.Place;
import uk.wayleave.gateway.governor.Shortage;
import uk.wayleave.gateway.governor.Urgency;
import uk.wayleave.register.AccountId;
import uk.wayleave.register.snapshot.Account;

/** Calls of one Controller with one account. */
record Calls(ControllerId controller, AgreementId agreement, Account account) {
    static Calls with(URI host, String organisation) {
        return new Calls(
                new ControllerId(UUID.randomUUID()),
                new AgreementId(UUID.randomUUID()),
                new Account(
                        new AccountId(UUID.randomUUID()),
                        new SwaCode(organisation),
                        host,
                        "Planner",
                        organisation,
                        Instant.EPOCH));
    }

    /** The same account number, registered for another organisation. */
    Calls registeredFor(String organisation) {
        return new Calls(
                controller,
                agreement,
                new Account(
                        account.id(),
                        account.swaCode(),
                        account.host(),
                        account.role(),
                        organisation,
                        account.changed()));
    }

    Outbound read(String pathAndQuery) {
        return outbound("GET", pathAndQuery, new OutboundBody.None(), false);
    }

    Outbound write(String pathAndQuery, String json) {
        return outbound("POST", pathAndQuery, new OutboundBody.Json(json.getBytes(StandardCharsets.UTF_8)), true);
    }

    private Outbound outbound(String method, String pathAndQuery, OutboundBody body, boolean write) {
        return new Outbound(
                controller,
                agreement,
                account,
                "v6",
                method,
                pathAndQuery,
                body,
                Outbound.JSON,
                write,
                UUID.randomUUID());
    }

    /** Sends it with a place of its own. */
    static Sent send(StreetManager client, Outbound outbound) {
        Party party = new Party(new IntegratorId(new UUID(1, 1)), outbound.controller());
        Urgency urgency = outbound.write() ? Urgency.WRITE : Urgency.READ;
        return switch (client.governor().ask(outbound.account().host(), party, urgency)) {
            case Admission.Granted(Place place) -> {
                try (place) {
                    yield client.send(outbound, place);
                }
            }
            case Admission.Declined(Shortage shortage) -> throw new AssertionError("There is no place: " + shortage);
        };
    }

    /** Reads the body of an answer and closes it. */
    static String text(Sent sent) {
        try (Spool body = answered(sent).body();
                var in = body.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static int status(Sent sent) {
        Sent.Answered answered = answered(sent);
        answered.body().close();
        return answered.status();
    }

    static Sent.Answered answered(Sent sent) {
        if (sent instanceof Sent.Answered answered) {
            return answered;
        }
        throw new AssertionError("There was no answer but " + sent + ".");
    }

    static Sent.NotSent notSent(Sent sent) {
        if (sent instanceof Sent.NotSent notSent) {
            return notSent;
        }
        throw new AssertionError("It was sent after all: " + sent + ".");
    }
}
