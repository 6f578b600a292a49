package uk.wayleave.gateway.forward;

import java.util.Optional;
import java.util.UUID;
import uk.wayleave.framework.AgreementId;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.register.snapshot.Account;

/**
 * One call to Street Manager, judged, screened and recorded.
 *
 * @param account whose login it is sent with
 * @param version first segment of the path, as {@code v6}; a login goes to the same version
 * @param pathAndQuery encoded already, from the version on: {@code /v6/work/works/…?…}
 * @param json the body, UTF-8; empty for none
 * @param write whether it may change something: such a call is never sent twice
 * @param call ours; sent as {@code x-request-id}
 */
public record Outbound(
        ControllerId controller,
        AgreementId agreement,
        Account account,
        String version,
        String method,
        String pathAndQuery,
        Optional<byte[]> json,
        boolean write,
        UUID call) {
    /** The same call with the account as it is now. */
    public Outbound with(Account now) {
        return new Outbound(controller, agreement, now, version, method, pathAndQuery, json, write, call);
    }

    /** Without query and body, which may name persons. */
    @Override
    public String toString() {
        return "Outbound[call=" + call + ", method=" + method + ", account=" + account.id() + "]";
    }
}
