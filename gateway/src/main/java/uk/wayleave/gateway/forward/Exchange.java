package uk.wayleave.gateway.forward;

import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.Response;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpMethod;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.messages.http.RetryAfter;

/**
 * One request and its answer, as Jetty's threads report it and one thread awaits it. It decides whether anything left
 * us, whether the answer is complete, and keeps nothing of one that is not.
 */
final class Exchange implements Response.Listener, Request.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);
    /** Jetty ends the exchange at its time limit; this is for the case that it does not. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Request request;
    private final Wire wire;
    private final ForwardSettings settings;
    private final Clock clock;
    private final CompletableFuture<Sent> outcome = new CompletableFuture<>();
    private final long begunAt = System.nanoTime();
    private volatile boolean begun;
    private volatile boolean committed;
    private volatile Optional<Cause> given = Optional.empty();
    private Optional<Spool.Writer> body = Optional.empty();

    Exchange(Request request, Wire wire, ForwardSettings settings, Clock clock) {
        this.request = request;
        this.wire = wire;
        this.settings = settings;
        this.clock = clock;
    }

    /** Why we ourselves ended an exchange. Without a stack trace: it is no surprise. */
    private static final class Ended extends Exception {
        Ended(Cause cause) {
            super(cause.name(), null, false, false);
        }
    }

    /**
     * Sends, and waits until it is over: without a limit of its own, since {@link LateExchanges} ends what takes too
     * long. An interrupt ends the exchange and is kept.
     */
    Sent await() {
        request.onRequestListener(this).send(this);
        try {
            return outcome.get();
        } catch (InterruptedException nobodyWaits) {
            endAs(Cause.CANCELLED);
            Sent sent = outcome.join();
            Thread.currentThread().interrupt();
            return sent;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException("An exchange never ends so.", impossible);
        }
    }

    /** Whether Jetty should have ended it by now. */
    boolean isLate() {
        return System.nanoTime() - begunAt > wire.total().plus(GRACE).toNanos();
    }

    /** Breaks it off; where even that does not end it, whoever waits is told soon after. */
    void endAs(Cause cause) {
        given = Optional.of(cause);
        var _ = request.abort(new Ended(cause));
        var _ = outcome.completeOnTimeout(new Sent.Unknown(cause), GRACE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void onBegin(Request started) {
        begun = true;
    }

    @Override
    public void onCommit(Request written) {
        committed = true;
    }

    @Override
    public void onHeaders(Response response) {
        Optional<Cause> objection = objection(response);
        if (objection.isPresent()) {
            refuse(response, objection.get());
            return;
        }
        body = Optional.of(Spool.writer(settings.spool(), length(response.getHeaders())));
    }

    private Optional<Cause> objection(Response response) {
        HttpFields headers = response.getHeaders();
        if (response.getStatus() < 200) {
            return Optional.of(Cause.MALFORMED);
        }
        for (HttpField field : headers) {
            if (field.getHeader() == HttpHeader.CONTENT_ENCODING && !field.is("identity")) {
                return Optional.of(Cause.ENCODED);
            }
        }
        if (length(headers) > wire.largest()) {
            return Optional.of(Cause.TOO_LARGE);
        }
        return mayHaveBody(response) && length(headers) < 0 && !isChunked(headers)
                ? Optional.of(Cause.LENGTH_NOT_STATED)
                : Optional.empty();
    }

    private static long length(HttpFields headers) {
        return headers.getLongField(HttpHeader.CONTENT_LENGTH);
    }

    private static boolean isChunked(HttpFields headers) {
        return headers.contains(HttpHeader.TRANSFER_ENCODING, HttpHeaderValue.CHUNKED.asString());
    }

    private boolean mayHaveBody(Response response) {
        return response.getStatus() != 204 && response.getStatus() != 304 && !HttpMethod.HEAD.is(wire.method());
    }

    @Override
    public void onContent(Response response, ByteBuffer content) {
        if (given.isPresent() || body.isEmpty()) {
            return;
        }
        Spool.Writer writer = body.get();
        if (writer.size() + content.remaining() > wire.largest()) {
            refuse(response, Cause.TOO_LARGE);
            return;
        }
        try {
            writer.write(content);
        } catch (SpoolFailed failed) {
            refuse(response, Cause.SPOOL_FAILED);
        }
    }

    private void refuse(Response response, Cause cause) {
        given = Optional.of(cause);
        var _ = response.abort(new Ended(cause));
    }

    @Override
    public void onComplete(Result result) {
        Sent sent = sent(result);
        if (!outcome.complete(sent) && sent instanceof Sent.Answered answered) {
            answered.body().close();
        }
    }

    private Sent sent(Result result) {
        if (result.isSucceeded() && given.isEmpty() && body.isPresent()) {
            return answered(result.getResponse(), body.get());
        }
        body.ifPresent(Spool.Writer::close);
        Throwable failure = result.getFailure();
        // Its text may hold what was sent or received; its class does not.
        LOG.debug(
                "Call {} failed: {}",
                wire.call(),
                failure == null ? "no reason" : failure.getClass().getName());
        Cause cause = given.orElseGet(() -> failure == null ? Cause.MALFORMED : cause(failure));
        if (!begun) {
            return Sent.NotSent.because(beforeSending(cause));
        }
        if (cause == Cause.NOT_TRUSTED) {
            // The handshake goes before the first byte of a request, so that none has left.
            return committed ? new Sent.Unknown(Cause.CONNECTION_LOST) : Sent.NotSent.because(cause);
        }
        return new Sent.Unknown(cause);
    }

    private Sent answered(Response response, Spool.Writer writer) {
        try {
            HttpFields headers = response.getHeaders();
            Optional<Duration> retryAfter = Optional.ofNullable(headers.get(HttpHeader.RETRY_AFTER))
                    .flatMap(text -> RetryAfter.parse(
                            text, clock.instant(), settings.holdOffs().longestRetryAfter()));
            return new Sent.Answered(
                    response.getStatus(),
                    Optional.ofNullable(headers.get(HttpHeader.CONTENT_TYPE)),
                    retryAfter,
                    writer.finish());
        } catch (SpoolFailed failed) {
            return new Sent.Unknown(Cause.SPOOL_FAILED);
        }
    }

    private static Cause cause(Throwable failure) {
        return switch (failure) {
            case SSLHandshakeException tls -> Cause.NOT_TRUSTED;
            case TimeoutException late -> Cause.TIMED_OUT;
            case HttpException malformed -> Cause.MALFORMED;
            case HttpResponseException malformed -> Cause.MALFORMED;
            case RejectedExecutionException full -> Cause.BUSY;
            case AsynchronousCloseException stopping -> Cause.STOPPED;
            default -> Cause.CONNECTION_LOST;
        };
    }

    /** The same, when there was no connection to send on. */
    private static Cause beforeSending(Cause cause) {
        return switch (cause) {
            case CONNECTION_LOST, MALFORMED -> Cause.UNREACHABLE;
            case TIMED_OUT -> Cause.BUSY;
            default -> cause;
        };
    }
}
