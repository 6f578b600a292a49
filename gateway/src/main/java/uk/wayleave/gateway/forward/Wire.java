package uk.wayleave.gateway.forward;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jetty.http.HttpField;
import uk.wayleave.framework.ControllerId;

/**
 * One HTTP request as it goes out.
 *
 * @param controller whose connection it uses: Controllers share none, so that an answer out of step cannot reach another
 * @param base of the host, no slash at the end needed
 * @param token empty for login, refresh and logout
 * @param largest length of the answer that is taken, in bytes
 * @param total how long it may take
 */
record Wire(
        ControllerId controller,
        URI base,
        String method,
        String pathAndQuery,
        OutboundBody body,
        String accept,
        Optional<HttpField> token,
        UUID call,
        long largest,
        Duration total) {
    @Override
    public String toString() {
        return "Wire[call=" + call + ", method=" + method + "]";
    }
}
