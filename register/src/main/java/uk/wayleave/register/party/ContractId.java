package uk.wayleave.register.party;

import java.util.UUID;

/** Identifies a contract between a contractor and a promoter. */
public record ContractId(UUID value) {
    /** @throws IllegalArgumentException if the text is not a UUID */
    public static ContractId of(String text) {
        return new ContractId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
