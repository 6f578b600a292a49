package uk.wayleave.gateway.notification;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Person;
import uk.wayleave.framework.PersonId;
import uk.wayleave.gateway.call.Incoming;
import uk.wayleave.gateway.call.QueryParameter;
import uk.wayleave.gateway.call.RequestBody;
import uk.wayleave.gateway.caller.Caller;
import uk.wayleave.gateway.caller.StandIn;
import uk.wayleave.register.notification.SubscriptionId;
import uk.wayleave.register.snapshot.Snapshot;
import uk.wayleave.streetmanager.Operation;

/** A subscription as the one who calls: for what is done for it while its product does not call itself. */
final class Subscriber {
    private Subscriber() {}

    /**
     * The caller that a subscription stands for: its product, under its one instruction, for its one person.
     *
     * @param snapshot of the subscription
     */
    static Caller of(ControllerId controller, SubscriptionId subscription, PersonId person, Snapshot snapshot) {
        String identifier = snapshot.instructions().stream()
                .filter(instruction ->
                        Optional.of(instruction.id()).equals(snapshot.token().instruction()))
                .flatMap(instruction -> instruction.persons().stream())
                .filter(listed -> listed.id().equals(person))
                .map(Person::identifier)
                .findFirst()
                // No person has this identifier, so that A1 refuses.
                .orElse("");
        return new Caller(
                new StandIn.ForSubscription(controller, subscription).token(),
                snapshot,
                snapshot.token().instruction(),
                Set.of(),
                Optional.of(identifier));
    }

    /** What is done, as a call of that operation would have come in; works are named as a query names them. */
    static Incoming incoming(UUID id, java.time.Instant at, Operation operation, List<String> works) {
        return new Incoming(
                id,
                at,
                operation.method().name(),
                operation.version().segment(),
                operation.api().segment(),
                List.of(),
                works.stream()
                        .map(reference -> new QueryParameter("work_reference_number", reference))
                        .toList(),
                new Incoming.CallHeaders(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                RequestBody.none());
    }
}
