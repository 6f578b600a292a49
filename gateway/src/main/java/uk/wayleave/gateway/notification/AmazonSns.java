package uk.wayleave.gateway.notification;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.util.Optional;

/**
 * What Amazon SNS is asked: Street Manager sends notifications through it (DfT, "API Notifications Overview"). Both are
 * asked at addresses of Amazon's own only; whoever calls has checked that.
 */
public interface AmazonSns {
    /** The certificate that a message is signed with; empty where it cannot be had. */
    Optional<X509Certificate> certificate(URI address);

    /** Says that we want what a topic sends, by opening the address in its confirmation; whether that was taken. */
    boolean confirm(URI address);
}
