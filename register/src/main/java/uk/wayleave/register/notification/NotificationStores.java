package uk.wayleave.register.notification;

import java.security.SecureRandom;
import uk.wayleave.register.scope.Scopes;
import uk.wayleave.register.vault.MasterKey;
import uk.wayleave.register.vault.Sealed;

/** Everything the register keeps of notifications. */
public record NotificationStores(
        Receivers receivers,
        Subscriptions subscriptions,
        UpstreamSubscriptions upstreams,
        Deliveries deliveries,
        SigningKeys keys) {
    public static NotificationStores over(Scopes scopes, MasterKey key, SecureRandom random) {
        var sealed = new Sealed(key);
        return new NotificationStores(
                new Receivers(scopes),
                new Subscriptions(scopes),
                new UpstreamSubscriptions(scopes, random),
                new Deliveries(scopes, sealed),
                new SigningKeys(scopes, sealed));
    }
}
