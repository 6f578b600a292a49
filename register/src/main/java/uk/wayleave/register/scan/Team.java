package uk.wayleave.register.scan;

import java.util.Optional;
import uk.wayleave.framework.SwaCode;

/**
 * Whose texts they are, within a Controller.
 *
 * @param organisation one of the Controller's
 * @param workstream the three digits of the works' reference, where the organisation promotes the works; empty where it has
 *     another part in them, as the authority of the street
 */
public record Team(SwaCode organisation, Optional<String> workstream) {
    @Override
    public String toString() {
        return organisation.value() + workstream.map(digits -> "/" + digits).orElse("");
    }
}
