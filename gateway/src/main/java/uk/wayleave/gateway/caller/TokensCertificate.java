package uk.wayleave.gateway.caller;

import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.messages.certificate.CallerCertificate;

/**
 * A token bound to a certificate is good only from whoever shows that very one (RFC 8705 section 3): whoever steals the
 * token alone gets nothing with it.
 */
final class TokensCertificate {
    private TokensCertificate() {}

    /**
     * @param thumbprint of the certificate the token is bound to
     * @throws Refused with 401 where the caller has not shown that one
     */
    static void require(CallerCertificate shown, String thumbprint) {
        switch (shown) {
            case CallerCertificate.Shown(String other) when other.equals(thumbprint) -> {}
            case CallerCertificate.Shown _ ->
                throw refused(
                        "certificate-other",
                        "The token is bound to another client certificate. Use the one it was asked for with, or get a"
                                + " token with this one.");
            case CallerCertificate.None _ ->
                throw refused(
                        "certificate-missing",
                        "The token is bound to a client certificate (RFC 8705). Call where the operator asks for"
                                + " certificates, with the one the token was asked for with.");
            case CallerCertificate.Unusable(String why) -> throw refused("certificate-unusable", why);
        }
    }

    private static Refused refused(String code, String detail) {
        return new Refused(Refusal.BadRequest.of(401, code, detail));
    }
}
