package uk.wayleave.gateway;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open: our own parts at every level, the others as they are set. */
final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("uk.wayleave");

    private final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    private CapturedLog() {}

    static CapturedLog begin() {
        CapturedLog log = new CapturedLog();
        log.setContext((LoggerContext) LoggerFactory.getILoggerFactory());
        log.start();
        ROOT.addAppender(log);
        OURS.setLevel(Level.TRACE);
        return log;
    }

    @Override
    protected void append(ILoggingEvent event) {
        lines.add(event.getLoggerName() + " " + event.getFormattedMessage());
        for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
            lines.add(cause.getClassName() + " " + cause.getMessage());
        }
    }

    String text() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        ROOT.detachAppender(this);
        OURS.setLevel(null);
        stop();
    }
}
