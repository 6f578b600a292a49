package uk.wayleave.gateway;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import uk.wayleave.register.postgres.DatabaseAddress;

/** A network between the gateway and PostgreSQL that can be cut, and can stop carrying anything without being cut. */
final class Forwarder implements AutoCloseable {
    private final ServerSocket door;
    private final InetSocketAddress target;
    private final ConcurrentLinkedQueue<Socket> open = new ConcurrentLinkedQueue<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition thawed = lock.newCondition();
    private boolean frozen;
    private volatile boolean cut;

    private Forwarder(ServerSocket door, InetSocketAddress target) {
        this.door = door;
        this.target = target;
    }

    static Forwarder to(DatabaseAddress database) {
        DatabaseAddress.Server server = database.servers().getFirst();
        try {
            Forwarder started = new Forwarder(
                    new ServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                    new InetSocketAddress(server.host(), server.port()));
            Thread.ofPlatform().daemon().name("forwarder").start(started::accept);
            return started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The same database, by way of this. */
    DatabaseAddress address(DatabaseAddress database) {
        return new DatabaseAddress(
                List.of(new DatabaseAddress.Server("127.0.0.1", door.getLocalPort())),
                database.database(),
                database.user(),
                database.password(),
                database.options());
    }

    /** Breaks every connection and takes no new one. */
    void cut() {
        cut = true;
        open.forEach(Forwarder::reset);
    }

    void mend() {
        cut = false;
    }

    /** Carries nothing more; connections stay. */
    void freeze() {
        set(true);
    }

    void thaw() {
        set(false);
    }

    private void set(boolean to) {
        lock.lock();
        try {
            frozen = to;
            thawed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket near = door.accept();
                if (cut) {
                    reset(near);
                    continue;
                }
                Socket far = new Socket();
                far.connect(target);
                open.addAll(List.of(near, far));
                carry(near, far);
                carry(far, near);
            } catch (IOException closed) {
                // The door, or the database; either way this connection is none.
            }
        }
    }

    private void carry(Socket from, Socket to) {
        Thread.ofPlatform().daemon().name("forwarder-carries").start(() -> {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[16_384];
                for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                    awaitThaw();
                    out.write(buffer, 0, read);
                }
            } catch (IOException | InterruptedException broken) {
                // That is what it is for.
            }
            open.removeAll(List.of(from, to));
        });
    }

    private void awaitThaw() throws InterruptedException {
        lock.lock();
        try {
            while (frozen) {
                thawed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyBroken) {
            // That is what was wanted.
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        thaw();
        open.forEach(Forwarder::reset);
    }
}
