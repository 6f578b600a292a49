package uk.wayleave.sandbox.call;

import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.people.Account;
import uk.wayleave.sandbox.people.Actor;
import uk.wayleave.sandbox.wire.Form;
import uk.wayleave.sandbox.wire.Query;
import uk.wayleave.streetmanager.ApiVersion;

/**
 * A call by an account that is logged in, may use the operation, and sent a body of the right shape.
 *
 * @param version which the path named
 * @param account whose token it carried
 * @param path values of the placeholders in the path
 * @param query what came after the question mark
 * @param body the JSON sent; empty where the operation takes none
 * @param form the form sent, where the operation takes one
 */
public record Call(
        ApiVersion version, Account account, Map<String, String> path, Query query, ObjectNode body, Form form) {
    public String works() {
        return at("workReferenceNumber");
    }

    public String permit() {
        return at("permitReferenceNumber");
    }

    public String at(String placeholder) {
        return Optional.ofNullable(path.get(placeholder))
                .orElseThrow(() -> new IllegalStateException("The path has no " + placeholder + "."));
    }

    public String organisation() {
        return account.swaCode();
    }

    public Actor actor() {
        return Actor.of(account, body);
    }
}
