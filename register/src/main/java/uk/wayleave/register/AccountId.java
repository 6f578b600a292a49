package uk.wayleave.register;

import java.util.UUID;

/** Identifies a Street Manager account whose password is in the vault. */
public record AccountId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
