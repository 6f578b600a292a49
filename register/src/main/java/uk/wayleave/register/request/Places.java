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

    /** Of a request; empty for what is none of ours, and for a code. */
    Optional<Place> ofSecret(String secret) {
        return of(secret, "wayleave.request_of_secret");
    }

    /** Of a request's code; empty for what is none of ours, and for a request's own secret. */
    Optional<Place> ofCode(String code) {
        return of(code, "wayleave.request_of_code");
    }

    private Optional<Place> of(String text, String function) {
        byte[] digest = RandomSecret.digest(text);
        return scopes.asResolver(sql -> sql.sql("select controller, request from " + function + "(:digest)")
                .param("digest", digest)
                .query((row, number) -> new Place(
                        new ControllerId(row.getObject("controller", UUID.class)),
                        new RequestId(row.getObject("request", UUID.class))))
                .optional());
    }
}
