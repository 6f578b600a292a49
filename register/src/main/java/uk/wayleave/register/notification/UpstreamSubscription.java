package uk.wayleave.register.notification;

import java.time.Instant;
import java.util.Optional;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.AccountId;

/**
 * Our own subscription with Street Manager, for one account.
 *
 * @param host the account's, as it was
 * @param role the account's: whose notifications these are may follow from it
 * @param reference Street Manager's name for it; empty until its answer is known
 * @param topic the topic of Amazon SNS that was confirmed; empty before that, and where there is none
 */
public record UpstreamSubscription(
        UpstreamId id,
        ControllerId controller,
        AgreementId agreement,
        AccountId account,
        String host,
        String role,
        Instant asked,
        Optional<String> reference,
        Optional<String> topic,
        Optional<Instant> confirmed,
        Optional<Instant> lastReceived,
        boolean ended) {}
