package uk.wayleave.opendata.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import uk.wayleave.opendata.store.Filter;
import uk.wayleave.opendata.store.History;
import uk.wayleave.opendata.store.StoredEvent;

/**
 * Events as they come, from any point on: server-sent events (HTML standard, section 9.2), or a page of lines. The number
 * of an event is the cursor; it grows in the order in which events were kept, and none is ever inserted before one that
 * has been seen.
 */
final class EventStream {
    private static final int PAGE = 500;
    private static final int STREAMS_AT_MOST = 500;
    private static final long PAUSE_MILLIS = 1000;
    private static final int QUIET_BEATS = 15;

    private final History history;
    private final EventLines lines;
    private final Semaphore streams = new Semaphore(STREAMS_AT_MOST);
    private final Pause pause;

    /** Waits until there may be more events, but not for longer than it is told. */
    @FunctionalInterface
    interface Pause {
        void upTo(long millis) throws InterruptedException;
    }

    EventStream(History history, EventLines lines, Pause pause) {
        this.history = history;
        this.lines = lines;
        this.pause = pause;
    }

    Answer answer(Ask ask) {
        long from = from(ask);
        Map<Filter, String> filters = filters(ask);
        if (ask.header("Accept")
                .filter(accept -> accept.contains("text/event-stream"))
                .isEmpty()) {
            return page(ask, from, filters);
        }
        if (!streams.tryAcquire()) {
            return Problem.of(503, "Too many streams are open. Try again later, or read pages of events.");
        }
        return Answer.stream("text/event-stream", out -> {
                    try {
                        follow(from, filters, out);
                    } finally {
                        streams.release();
                    }
                })
                .with("Cache-Control", "no-store");
    }

    private long from(Ask ask) {
        Optional<String> stated = ask.header("Last-Event-ID").or(() -> ask.parameter("after"));
        if (stated.isEmpty()) {
            return history.last();
        }
        if (!stated.get().matches("\\d{1,18}")) {
            throw new BadAsk(
                    "The parameter after, or the header Last-Event-ID, is the id of an event; 0 is before all.");
        }
        return Long.parseLong(stated.get());
    }

    private static Map<Filter, String> filters(Ask ask) {
        Map<Filter, String> filters = new EnumMap<>(Filter.class);
        for (String name : ask.parameters().keySet()) {
            Optional<Filter> filter = Filter.of(name);
            if (filter.isEmpty() && !List.of("after", "f", "api-key").contains(name)) {
                throw new BadAsk("There is no parameter " + name + " here.");
            }
            filter.ifPresent(one -> filters.put(one, ask.parameter(name).orElse("")));
        }
        return filters;
    }

    private Answer page(Ask ask, long from, Map<Filter, String> filters) {
        List<StoredEvent> events = history.after(from, PAGE);
        StringBuilder text = new StringBuilder();
        for (StoredEvent event : events) {
            lines.of(event, filters).ifPresent(line -> text.append(line).append('\n'));
        }
        long last = events.isEmpty() ? from : events.getLast().id();
        return Answer.of(200, Format.NDJSON.type(), text.toString())
                .with("Cache-Control", "no-store")
                .with("Link", "<" + ask.urlWith(Map.of("after", Long.toString(last))) + ">; rel=\"next\"");
    }

    private void follow(long from, Map<Filter, String> filters, OutputStream out) throws IOException {
        long last = from;
        int quiet = 0;
        out.write(("retry: 3000\nid: " + from + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
        while (!Thread.currentThread().isInterrupted()) {
            List<StoredEvent> events = history.after(last, PAGE);
            for (StoredEvent event : events) {
                last = event.id();
                Optional<String> wanted = lines.of(event, filters);
                if (wanted.isPresent()) {
                    out.write(("id: " + last + "\nevent: " + event.kind().collection() + "\ndata: " + wanted.get()
                                    + "\n\n")
                            .getBytes(StandardCharsets.UTF_8));
                    quiet = 0;
                }
            }
            if (events.size() < PAGE) {
                if (++quiet % QUIET_BEATS == 0) {
                    // A comment shows both sides that the other is there, and where they are.
                    out.write((": \nid: " + last + "\n\n").getBytes(StandardCharsets.UTF_8));
                }
                out.flush();
                waitABit();
            }
        }
    }

    private void waitABit() throws IOException {
        try {
            pause.upTo(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("The stream was interrupted.", interrupted);
        }
    }
}
