package uk.wayleave.opendata;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.eclipse.jetty.server.Handler;
import uk.wayleave.messages.sns.SnsHttp;
import uk.wayleave.opendata.api.EventLines;
import uk.wayleave.opendata.api.OpenApi;
import uk.wayleave.opendata.api.OpenDoor;
import uk.wayleave.opendata.page.PublicPages;
import uk.wayleave.opendata.store.EventQueue;
import uk.wayleave.opendata.store.EventStore;
import uk.wayleave.opendata.store.History;
import uk.wayleave.opendata.store.WebhookKeys;
import uk.wayleave.opendata.store.Webhooks;
import uk.wayleave.opendata.subscriber.Subscriber;
import uk.wayleave.opendata.webhook.Deliverer;
import uk.wayleave.opendata.webhook.SigningKeys;
import uk.wayleave.pages.Assets;
import uk.wayleave.streetmanager.Catalogue;

/** The open data, put together over a database that is ready: what receives it, keeps it and serves it. */
public final class OpenData implements AutoCloseable {
    private final EventQueue queue;
    private final SnsHttp sns;
    private final Handler door;
    private final Commits commits = new Commits();
    private final Optional<Deliverer> deliverer;

    private OpenData(DataSource source, Catalogue catalogue, OpenDataSettings settings, SnsHttp sns, Clock clock) {
        this.sns = sns;
        queue = new EventQueue(new EventStore(source), commits::happened);
        Assets assets = PublicPages.assets();
        Subscriber subscriber = new Subscriber(settings.topics(), settings.signatureVersions(), sns, queue, clock);
        EventLines lines = new EventLines();
        Optional<SigningKeys> keys =
                settings.webhooks().map(how -> new SigningKeys(new WebhookKeys(source), how.sealing(), clock));
        OpenApi api = new OpenApi(
                source,
                catalogue,
                settings,
                lines,
                keys,
                commits::await,
                new PublicPages(source, catalogue, assets, clock),
                clock);
        door = new OpenDoor(subscriber, api, assets);
        deliverer = settings.webhooks()
                .flatMap(how -> keys.map(signing -> Deliverer.start(
                        new Webhooks(source), new History(source), signing, lines::of, commits::await, how, clock)));
    }

    /**
     * Starts it.
     *
     * @param catalogue what Street Manager has, for answers on what may be used from where
     * @param source signed in as the login of the schema {@link uk.wayleave.opendata.store.OpenDataSchema#NAME}
     */
    public static OpenData start(DataSource source, Catalogue catalogue, OpenDataSettings settings, Clock clock) {
        return start(source, catalogue, settings, SnsHttp.start(), clock);
    }

    /** With another way to SNS. */
    public static OpenData start(
            DataSource source, Catalogue catalogue, OpenDataSettings settings, SnsHttp sns, Clock clock) {
        return new OpenData(source, catalogue, settings, sns, clock);
    }

    /** Answers everything below {@code /open}, and leaves the rest to the next handler. */
    public Handler door() {
        return door;
    }

    @Override
    public void close() {
        deliverer.ifPresent(Deliverer::close);
        queue.close();
        sns.close();
    }

    /** Wakes streams when this node has kept something; other nodes' they see within their pause. */
    private static final class Commits {
        private final ReentrantLock lock = new ReentrantLock();
        private final Condition commit = lock.newCondition();
        private long count;

        void happened() {
            lock.lock();
            try {
                count++;
                commit.signalAll();
            } finally {
                lock.unlock();
            }
        }

        void await(long millis) throws InterruptedException {
            lock.lock();
            try {
                long seen = count;
                long left = TimeUnit.MILLISECONDS.toNanos(millis);
                while (count == seen && left > 0) {
                    left = commit.awaitNanos(left);
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
