package uk.wayleave.messages.certificate;

import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CRL;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;

/**
 * TLS of a port that asks every caller for a certificate. Any is taken, self-signed ones too: the handshake proves that the
 * caller holds its key, and that is all a token is bound to (RFC 8705 section 4). Nobody is let in for having one.
 */
public final class AskingTls extends SslContextFactory.Server {
    /** @param keyStore PKCS #12, with the door's own certificate and key */
    public AskingTls(Path keyStore, String password) {
        setKeyStorePath(keyStore.toString());
        setKeyStorePassword(password);
        setIncludeProtocols("TLSv1.3", "TLSv1.2");
        setNeedClientAuth(true);
    }

    @Override
    protected TrustManager[] getTrustManagers(@Nullable KeyStore trusted, @Nullable Collection<? extends CRL> revoked) {
        return new TrustManager[] {new Anybody()};
    }

    /** Trusts every caller to be who holds the key, and no server whatever. */
    private static final class Anybody extends X509ExtendedTrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {
            // Its key was proven; who signed it is of no account.
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, Socket socket) {
            checkClientTrusted(chain, kind);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind, SSLEngine engine) {
            checkClientTrusted(chain, kind);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) throws CertificateException {
            throw new CertificateException("This is for callers only.");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, Socket socket)
                throws CertificateException {
            checkServerTrusted(chain, kind);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind, SSLEngine engine)
                throws CertificateException {
            checkServerTrusted(chain, kind);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
