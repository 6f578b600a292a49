package uk.wayleave.framework.clause;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import uk.wayleave.framework.Audience;
import uk.wayleave.framework.Destination;
import uk.wayleave.framework.ProductId;
import uk.wayleave.framework.Question;

/** Where the calling product keeps or shows data, as its agreement registers it. */
final class Destinations {
    private Destinations() {}

    /** Whether the agreement gives the product a place but says nothing of its destinations. */
    static boolean areMissing(Question question) {
        ProductId product = question.call().product();
        return question.agreement().isPresent()
                && question.agreement().get().destinations().containsKey(product)
                && registered(question).isEmpty();
    }

    static boolean have(Question question, Audience audience) {
        for (Destination destination : registered(question)) {
            if (destination.audience() == audience) {
                return true;
            }
        }
        return false;
    }

    /** The systems with this audience, by name. */
    static Set<String> with(Question question, Audience audience) {
        if (!have(question, audience)) {
            return Set.of();
        }
        Set<String> systems = new HashSet<>();
        for (Destination destination : registered(question)) {
            if (destination.audience() == audience) {
                systems.add(destination.system());
            }
        }
        return systems;
    }

    private static List<Destination> registered(Question question) {
        if (question.agreement().isEmpty()) {
            return List.of();
        }
        return question.agreement()
                .get()
                .destinations()
                .getOrDefault(question.call().product(), List.of());
    }
}
