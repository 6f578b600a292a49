package uk.wayleave.register.notification;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.ProductId;

/**
 * Where a product takes notifications, as its Controller registered it.
 *
 * @param failures deliveries and challenges in a row that it did not take
 * @param nextTry when it is tried again; empty where nothing waits for that
 * @param lastOutcome in a word: {@code taken}, {@code status-500}, {@code unreachable}
 */
public record Receiver(
        ReceiverId id,
        ControllerId controller,
        AgreementId agreement,
        ProductId product,
        URI url,
        ReceiverState state,
        Instant registered,
        Optional<Instant> proven,
        int failures,
        Optional<Instant> nextTry,
        Optional<String> lastOutcome,
        Optional<Instant> lastTried) {}
