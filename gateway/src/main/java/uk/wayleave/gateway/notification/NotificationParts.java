package uk.wayleave.gateway.notification;

import uk.wayleave.register.notification.NotificationStores;

/** What notifications are built on, besides what every call is. */
public record NotificationParts(NotificationStores stores, NotificationSettings settings, AmazonSns amazon) {
    public static NotificationParts of(NotificationStores stores, NotificationSettings settings) {
        return new NotificationParts(stores, settings, new AmazonSnsOverHttps());
    }
}
