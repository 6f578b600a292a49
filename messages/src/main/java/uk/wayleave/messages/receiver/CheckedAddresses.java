package uk.wayleave.messages.receiver;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.SocketAddressResolver;

/**
 * Resolves a receiver's name, and gives the client only addresses that it may connect to: what is checked is what is
 * connected to. A name of which one address is forbidden is refused as a whole.
 */
final class CheckedAddresses implements SocketAddressResolver {
    private final ReceiverNetworks networks;
    private final Executor executor;

    CheckedAddresses(ReceiverNetworks networks, Executor executor) {
        this.networks = networks;
        this.executor = executor;
    }

    /** The name leads where no receiver may be. */
    static final class Forbidden extends Exception {
        private static final long serialVersionUID = 1L;

        Forbidden() {
            super("forbidden", null, false, false);
        }
    }

    @Override
    public void resolve(String host, int port, Map<String, Object> context, Promise<List<InetSocketAddress>> promise) {
        executor.execute(() -> {
            try {
                promise.succeeded(resolved(host, port));
            } catch (Exception failed) {
                promise.failed(failed);
            }
        });
    }

    private List<InetSocketAddress> resolved(String host, int port) throws UnknownHostException, Forbidden {
        List<InetSocketAddress> addresses = new ArrayList<>();
        for (InetAddress address : InetAddress.getAllByName(host)) {
            if (!networks.allow(address)) {
                throw new Forbidden();
            }
            addresses.add(new InetSocketAddress(address, port));
        }
        return addresses;
    }
}
