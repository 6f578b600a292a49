package uk.wayleave.register.request;

import java.util.Optional;
import java.util.UUID;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.credential.RandomSecret;
import uk.wayleave.register.scope.Scopes;

/** Where a secret belongs, across Controllers. */
final class Places {
    private final Scopes scopes;

    Places(Scopes scopes) {
        this.scopes = scopes;
    }

    record Place(ControllerId controller, RequestId request) {}

    /** Of a request or of its code; empty for what is none of ours. */
    Optional<Place> of(String secret) {
        byte[] digest = RandomSecret.digest(secret);
        return scopes.asResolver(sql -> sql.sql(
                        "select controller, request from wayleave.controller_of_request(:digest)")
                .param("digest", digest)
                .query((row, number) -> new Place(
                        new ControllerId(row.getObject("controller", UUID.class)),
                        new RequestId(row.getObject("request", UUID.class))))
                .optional());
    }
}
