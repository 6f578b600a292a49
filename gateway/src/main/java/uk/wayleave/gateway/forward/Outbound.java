package uk.wayleave.gateway.forward;

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
 * @param body as it goes out
 * @param accept which types of answer are asked for
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
        OutboundBody body,
        String accept,
        boolean write,
        UUID call) {
    /** The type of every answer that is no file, and of every error. */
    public static final String JSON = "application/json";

    /** The same call with the account as it is now. */
    public Outbound with(Account now) {
        return new Outbound(controller, agreement, now, version, method, pathAndQuery, body, accept, write, call);
    }

    /** Without query and body, which may name persons. */
    @Override
    public String toString() {
        return "Outbound[call=" + call + ", method=" + method + ", account=" + account.id() + "]";
    }
}
