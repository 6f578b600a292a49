package uk.wayleave.gateway.notification;

import java.util.function.Supplier;
import uk.wayleave.messages.sns.SnsHttp;
import uk.wayleave.register.notification.NotificationStores;

/**
 * What notifications are built on, besides what every call is.
 *
 * @param sns starts a client of Amazon SNS, which whoever has it started closes
 */
public record NotificationParts(NotificationStores stores, NotificationSettings settings, Supplier<SnsHttp> sns) {
    public static NotificationParts of(NotificationStores stores, NotificationSettings settings) {
        return new NotificationParts(stores, settings, SnsHttp::start);
    }
}
