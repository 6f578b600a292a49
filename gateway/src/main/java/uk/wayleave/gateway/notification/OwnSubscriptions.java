package uk.wayleave.gateway.notification;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Person;
import uk.wayleave.gateway.account.AccountCalls;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.caller.Caller;
import uk.wayleave.gateway.forward.Cause;
import uk.wayleave.gateway.forward.Outbound;
import uk.wayleave.gateway.forward.OutboundBody;
import uk.wayleave.gateway.forward.Sent;
import uk.wayleave.gateway.governor.Urgency;
import uk.wayleave.gateway.release.Drafts;
import uk.wayleave.messages.receiver.ReceiverUrl;
import uk.wayleave.register.notification.UpstreamSubscription;
import uk.wayleave.register.notification.UpstreamSubscriptions;
import uk.wayleave.register.notification.UpstreamSubscriptions.Begun;
import uk.wayleave.register.snapshot.Account;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Role;

/**
 * Our own subscriptions with Street Manager: one for each organisation of the Controller that the agreement has an account
 * of, however many products subscribe here. Street Manager is given the address of a receiver of ours, with a secret in
 * its path that nobody else is told.
 */
final class OwnSubscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(OwnSubscriptions.class);

    /** What Street Manager shows of it to the Controller. */
    private static final String DESCRIPTION = "Wayleave";

    /** After this long without an answer and without a message it is taken to be lost. */
    private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(15);

    /** A confirmation that has not come by now comes no more: Amazon SNS keeps its own for three days. */
    private static final Duration CONFIRMED_WITHIN = Duration.ofDays(1);

    private static final int LONGEST_REFERENCE = 200;

    private final JsonMapper json = JsonMapper.shared();
    private final UpstreamSubscriptions upstreams;
    private final AccountCalls calls;
    private final Drafts drafts;
    private final NotificationSettings settings;
    private final Supplier<URI> ownAddress;
    private final Operation subscribe;
    private final Operation unsubscribe;
    private final Clock clock;

    /** @param ownAddress where the data plane listens: what a stand-in on loopback is given */
    OwnSubscriptions(
            NotificationParts parts,
            AccountCalls calls,
            Drafts drafts,
            Operation subscribe,
            Operation unsubscribe,
            Supplier<URI> ownAddress,
            Clock clock) {
        this.upstreams = parts.stores().upstreams();
        this.calls = calls;
        this.drafts = drafts;
        this.settings = parts.settings();
        this.ownAddress = ownAddress;
        this.subscribe = subscribe;
        this.unsubscribe = unsubscribe;
        this.clock = clock;
    }

    /** What came of having Street Manager's notifications sent here. */
    sealed interface Made {
        /** Everything that has to be subscribed is. */
        record There() implements Made {}

        /** No address is known at which Street Manager could reach us. */
        record NoAddress() implements Made {}

        /** Street Manager said no; the answer is kept by the passage. */
        record Refused(Sent.Answered answer) implements Made {}

        record NotSent(Cause cause, Optional<Duration> retryAfter) implements Made {}

        /** It may be subscribed or not; what is sent to that path is taken. */
        record Unknown(Cause cause) implements Made {}
    }

    /** Whether something is missing, or there that should not be; nothing is sent. */
    boolean isMissing(ControllerId controller, AgreementId agreement, Snapshot snapshot) {
        return !missing(controller, agreement, snapshot).isEmpty();
    }

    /** Subscribes what is not subscribed yet, in the name of the person. What is sent is noted in the passage. */
    Made make(Passage passage, Caller caller, AgreementId agreement, Person person) {
        for (Account account : missing(caller.controller(), agreement, caller.snapshot())) {
            Optional<URI> address = addressFor(account);
            if (address.isEmpty()) {
                return new Made.NoAddress();
            }
            Optional<Begun> begun = upstreams.begin(caller.controller(), agreement, account);
            if (begun.isEmpty()) {
                // Another node is just doing it.
                continue;
            }
            URI endpoint = URI.create(address.get() + "/" + NotificationDoor.PATH + "/"
                    + begun.get().secret());
            Made made = made(passage, caller, agreement, account, person, begun.get(), endpoint);
            if (!(made instanceof Made.There)) {
                return made;
            }
        }
        return new Made.There();
    }

    private Made made(
            Passage passage,
            Caller caller,
            AgreementId agreement,
            Account account,
            Person person,
            Begun begun,
            URI endpoint) {
        ObjectNode body =
                named(person).put("api_endpoint", endpoint.toString()).put("subscription_description", DESCRIPTION);
        return switch (send(passage, caller, agreement, account, subscribe, body)) {
            case Sent.Answered answered
            when isSuccess(answered) -> {
                reference(answered).ifPresent(reference -> upstreams.made(caller.controller(), begun.id(), reference));
                yield new Made.There();
            }
            case Sent.Answered answered -> {
                upstreams.end(caller.controller(), begun.id(), "refused");
                yield new Made.Refused(answered);
            }
            case Sent.NotSent(Cause cause, Optional<Duration> retryAfter) -> {
                upstreams.end(caller.controller(), begun.id(), "not-sent");
                yield new Made.NotSent(cause, retryAfter);
            }
            case Sent.Unknown(Cause cause) -> new Made.Unknown(cause);
        };
    }

    /** Ends those that go on under an agreement, as far as Street Manager can be told; whether all have ended. */
    boolean leave(Passage passage, Caller caller, AgreementId agreement, Person person) {
        boolean all = true;
        for (UpstreamSubscription upstream : upstreams.goingOn(caller.controller(), agreement)) {
            Optional<Account> account = caller.snapshot().accounts().stream()
                    .filter(each -> each.id().equals(upstream.account()))
                    .findFirst();
            if (upstream.reference().isEmpty() || account.isEmpty()) {
                // Whatever is sent to it from now on finds nothing, and Amazon SNS gives up.
                upstreams.end(caller.controller(), upstream.id(), "left");
                continue;
            }
            ObjectNode body = named(person)
                    .put("subscription_reference_number", upstream.reference().get());
            switch (send(passage, caller, agreement, account.get(), unsubscribe, body)) {
                case Sent.Answered answered
                when isSuccess(answered) || isDefiniteNo(answered) ->
                    upstreams.end(caller.controller(), upstream.id(), "unsubscribed");
                case Sent.Answered _, Sent.NotSent _, Sent.Unknown _ -> all = false;
            }
        }
        return all;
    }

    /** Accounts for which nothing is subscribed, or nothing that can be relied on any more. */
    private List<Account> missing(ControllerId controller, AgreementId agreement, Snapshot snapshot) {
        List<Account> wanted = wanted(snapshot);
        List<Account> missing = new ArrayList<>(wanted);
        for (UpstreamSubscription upstream : upstreams.goingOn(controller, agreement)) {
            boolean ofWanted = wanted.stream().anyMatch(account -> account.id().equals(upstream.account()));
            if (!ofWanted) {
                upstreams.end(controller, upstream.id(), "account-gone");
            } else if (isLost(upstream)) {
                LOG.warn("A subscription with Street Manager is lost; it is made anew.");
                upstreams.end(controller, upstream.id(), "lost");
            } else {
                missing.removeIf(account -> account.id().equals(upstream.account()));
            }
        }
        return missing;
    }

    private boolean isLost(UpstreamSubscription upstream) {
        boolean alive =
                upstream.confirmed().isPresent() || upstream.lastReceived().isPresent();
        if (alive || (upstream.reference().isPresent() && isOnLoopback(upstream.host()))) {
            return false;
        }
        Duration within = upstream.reference().isPresent() ? CONFIRMED_WITHIN : ANSWERED_WITHIN;
        return clock.instant().isAfter(upstream.asked().plus(within));
    }

    /** One account of each organisation and host: a highway authority's, which is told of its whole area, before others. */
    private List<Account> wanted(Snapshot snapshot) {
        Set<List<String>> had = new HashSet<>();
        return snapshot.accounts().stream()
                .filter(account -> Role.parse(account.role())
                        .filter(subscribe.roles()::contains)
                        .isPresent())
                .sorted(Comparator.comparing(
                                (Account account) -> !account.role().equals(Role.HIGHWAY_AUTHORITY.label()))
                        .thenComparing(account -> account.id().value()))
                .filter(account -> had.add(
                        List.of(account.swaCode().value(), account.host().toString())))
                .toList();
    }

    private Optional<URI> addressFor(Account account) {
        return settings.publicAddress()
                .or(() -> isOnLoopback(account.host().toString()) ? Optional.of(ownAddress.get()) : Optional.empty());
    }

    private static boolean isOnLoopback(String host) {
        String name = URI.create(host).getHost();
        return name != null && ReceiverUrl.isLoopback(name);
    }

    private ObjectNode named(Person person) {
        return json.createObjectNode()
                .put("internal_user_identifier", person.identifier())
                .put("internal_user_name", person.name());
    }

    private Sent send(
            Passage passage,
            Caller caller,
            AgreementId agreement,
            Account account,
            Operation operation,
            ObjectNode body) {
        Outbound outbound = new Outbound(
                caller.controller(),
                agreement,
                account,
                operation.version().segment(),
                operation.method().name(),
                "/" + operation.version().segment() + "/" + operation.api().segment()
                        + operation.path().text(),
                new OutboundBody.Json(json.writeValueAsBytes(body)),
                Outbound.JSON,
                true,
                passage.incoming().id());
        Sent sent = calls.send(caller, outbound, Urgency.of(operation));
        switch (sent) {
            case Sent.Answered answered -> {
                passage.keeps(answered.body());
                became(passage, caller, account, stateOf(answered), Optional.of(answered.status()), "");
            }
            case Sent.NotSent notSent ->
                became(
                        passage,
                        caller,
                        account,
                        UpstreamState.NOT_SENT,
                        Optional.empty(),
                        notSent.cause().name());
            case Sent.Unknown unknown ->
                became(
                        passage,
                        caller,
                        account,
                        UpstreamState.UNKNOWN,
                        Optional.empty(),
                        unknown.cause().name());
        }
        return sent;
    }

    private void became(
            Passage passage,
            Caller caller,
            Account account,
            UpstreamState state,
            Optional<Integer> status,
            String cause) {
        passage.upstreamIs(state);
        passage.notes("account", account.id().toString());
        passage.toRecord(drafts.outcome(passage, caller, state, status, cause));
    }

    private static UpstreamState stateOf(Sent.Answered answered) {
        if (isSuccess(answered)) {
            return UpstreamState.DONE;
        }
        return isDefiniteNo(answered) ? UpstreamState.REJECTED : UpstreamState.UNKNOWN;
    }

    private static boolean isSuccess(Sent.Answered answered) {
        return answered.status() >= 200 && answered.status() < 300;
    }

    private static boolean isDefiniteNo(Sent.Answered answered) {
        return answered.status() >= 400 && answered.status() < 500 && answered.status() != 429;
    }

    private Optional<String> reference(Sent.Answered answered) {
        try (InputStream in = answered.body().openStream()) {
            JsonNode reference = json.readTree(in).path("subscription_reference_number");
            return reference.isValueNode() && !reference.isNull()
                    ? Optional.of(reference.asString())
                            .filter(text -> !text.isBlank() && text.length() <= LONGEST_REFERENCE)
                    : Optional.empty();
        } catch (IOException | JacksonException unreadable) {
            return Optional.empty();
        }
    }
}
