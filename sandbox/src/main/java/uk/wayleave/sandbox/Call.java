package uk.wayleave.sandbox;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.streetmanager.ApiVersion;

/**
 * A call by an account that is logged in, may use the operation, and sent a body of the right shape.
 *
 * @param version which the path named
 * @param account whose token it carried
 * @param path values of the placeholders in the path
 * @param query what came after the question mark
 * @param body the JSON sent; empty where the operation takes none
 */
record Call(ApiVersion version, Account account, Map<String, String> path, Query query, ObjectNode body) {
    String works() {
        return at("workReferenceNumber");
    }

    String permit() {
        return at("permitReferenceNumber");
    }

    String at(String placeholder) {
        return Optional.ofNullable(path.get(placeholder))
                .orElseThrow(() -> new IllegalStateException("The path has no " + placeholder + "."));
    }

    String organisation() {
        return account.swaCode();
    }

    Actor actor() {
        return Actor.of(account, body);
    }
}
