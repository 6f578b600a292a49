package uk.wayleave.gateway.governor;

import java.util.Map;
import java.util.UUID;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;

/**
 * How much of the budget an integrator or a Controller gets beside others, when all want more than there is: 1 unless
 * the operator says otherwise.
 *
 * @param byId from 1 to 100
 */
public record Weights(Map<UUID, Integer> byId) {
    public static final int MOST = 100;

    public Weights {
        byId = Map.copyOf(byId);
        byId.forEach((id, weight) -> {
            if (weight < 1 || weight > MOST) {
                throw new IllegalArgumentException(
                        "A weight is from 1 to " + MOST + "; that of " + id + " was " + weight + ".");
            }
        });
    }

    public static Weights equal() {
        return new Weights(Map.of());
    }

    int of(IntegratorId integrator) {
        return byId.getOrDefault(integrator.value(), 1);
    }

    int of(ControllerId controller) {
        return byId.getOrDefault(controller.value(), 1);
    }
}
