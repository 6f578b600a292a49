package uk.wayleave.gateway.forward;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Everything that is logged while it is open, our own down to trace, with the text of exceptions. */
final class LogCapture implements AutoCloseable {
    private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Logger ours = logger("uk.wayleave");
    private final Lines lines = new Lines();

    private static final class Lines extends AppenderBase<ILoggingEvent> {
        private final List<String> all = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            String line = event.getLoggerName() + " " + event.getFormattedMessage();
            var thrown = event.getThrowableProxy();
            all.add(thrown == null ? line : line + "\n" + ThrowableProxyUtil.asString(thrown));
        }
    }

    LogCapture() {
        lines.start();
        ours.setLevel(Level.TRACE);
        root.addAppender(lines);
    }

    private static Logger logger(String name) {
        return ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(name);
    }

    List<String> lines() {
        return List.copyOf(lines.all);
    }

    long count(String text) {
        return lines.all.stream().filter(line -> line.contains(text)).count();
    }

    @Override
    public void close() {
        root.detachAppender(lines);
        ours.setLevel(null);
        lines.stop();
    }
}
