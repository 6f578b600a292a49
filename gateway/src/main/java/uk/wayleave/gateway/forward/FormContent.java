package uk.wayleave.gateway.forward;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;
import org.eclipse.jetty.client.InputStreamRequestContent;
import org.eclipse.jetty.io.ByteBufferPool;

/** A form on its way out, read from its spool as fast as it is taken, with its length stated before. */
final class FormContent extends InputStreamRequestContent {
    private static final ByteBufferPool.Sized BUFFERS = new ByteBufferPool.Sized(null, false, 16 * 1024);

    private final long length;

    FormContent(OutboundBody.Form form) {
        super("multipart/form-data; boundary=" + form.boundary(), bytes(form), BUFFERS);
        this.length = form.length();
    }

    private static InputStream bytes(OutboundBody.Form form) {
        return new SequenceInputStream(Collections.enumeration(List.of(
                new ByteArrayInputStream(form.before()),
                form.file().openStream(),
                new ByteArrayInputStream(form.after()))));
    }

    @Override
    public long getLength() {
        return length;
    }
}
