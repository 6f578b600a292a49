package uk.wayleave.register.agreement;

import java.util.Set;
import uk.wayleave.framework.SwaCode;

/**
 * A party as the law knows it.
 *
 * @param name as registered; empty while nobody has given it
 * @param swaCodes those of its organisations in Street Manager that the agreement is for; an integrator may have none
 * @param icoRegistration its number in the ICO's register of fee payers, such as {@code ZA123456}; empty while nobody
 *     has given it
 */
public record LegalBody(String name, Set<SwaCode> swaCodes, String icoRegistration) {
    public LegalBody {
        swaCodes = Set.copyOf(swaCodes);
    }

    /** Nothing is said of it yet. */
    public static LegalBody unnamed() {
        return new LegalBody("", Set.of(), "");
    }
}
