package uk.wayleave.register.agreement;

import java.util.UUID;

/**
 * Whom to ring when an integrator's systems misbehave.
 *
 * @param telephone empty where none was given
 */
public record TechnicalContact(UUID id, String name, String email, String telephone) {
    /** Without what tells who it is: persons appear in no log. */
    @Override
    public String toString() {
        return "TechnicalContact[" + id + "]";
    }
}
