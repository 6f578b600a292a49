package uk.wayleave.opendata.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What the open door answers. */
public record Answer(int status, List<Header> headers, String type, Body body) {
    public record Header(String name, String value) {}

    public sealed interface Body {
        record Whole(byte[] bytes) implements Body {}

        /** Written while it is made. */
        record Stream(Writing writing) implements Body {}
    }

    @FunctionalInterface
    public interface Writing {
        void to(OutputStream out) throws IOException;
    }

    public static Answer of(int status, String type, byte[] bytes) {
        return new Answer(status, List.of(), type, new Body.Whole(bytes));
    }

    public static Answer of(int status, String type, String text) {
        return of(status, type, text.getBytes(StandardCharsets.UTF_8));
    }

    static Answer empty(int status) {
        return of(status, "", new byte[0]);
    }

    static Answer stream(String type, Writing writing) {
        return new Answer(200, List.of(), type, new Body.Stream(writing));
    }

    public Answer without(String name) {
        return new Answer(
                status,
                headers.stream()
                        .filter(header -> !header.name().equalsIgnoreCase(name))
                        .toList(),
                type,
                body);
    }

    public Answer with(String name, String value) {
        List<Header> more = new ArrayList<>(headers);
        more.add(new Header(name, value));
        return new Answer(status, List.copyOf(more), type, body);
    }
}
