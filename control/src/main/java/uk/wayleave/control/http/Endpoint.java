package uk.wayleave.control.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One thing the control plane does over HTTP. What is served, who is let in and what the OpenAPI document says of it all
 * come from here.
 *
 * @param method {@code GET}, {@code POST}, {@code PUT} or {@code DELETE}
 * @param path with variables in braces
 * @param name for people and generated clients, unique
 * @param summary what it does, in one sentence
 * @param takes the type of its body
 * @param query the parameters its query may have
 * @param answers what it answers with when it does it
 */
public record Endpoint(
        String method,
        String path,
        String name,
        String summary,
        Access access,
        Optional<Class<?>> takes,
        List<Query> query,
        Answers answers,
        Work work) {
    public Endpoint {
        query = List.copyOf(query);
    }

    /** One parameter of the query; all are optional. */
    public record Query(String name, String meaning) {}

    /** What an endpoint answers with when it does what it was asked. */
    public sealed interface Answers {
        record One(int status, Class<?> type) implements Answers {}

        /** A JSON object with the member {@code items}. */
        record Many(Class<?> type) implements Answers {}

        record Nothing() implements Answers {}

        default int statusNumber() {
            return switch (this) {
                case One(int status, Class<?> type) -> status;
                case Many many -> 200;
                case Nothing nothing -> 204;
            };
        }
    }

    /** What {@link Answers.Many} looks like. */
    public record Items(List<?> items) {}

    /** Does it. */
    @FunctionalInterface
    public interface Work {
        /** @param body read as {@link #takes}; empty where the endpoint takes none */
        Optional<?> answer(Call call, Optional<?> body);
    }

    public static Draft get(String path) {
        return new Draft("GET", path);
    }

    public static Draft post(String path) {
        return new Draft("POST", path);
    }

    public static Draft put(String path) {
        return new Draft("PUT", path);
    }

    public static Draft delete(String path) {
        return new Draft("DELETE", path);
    }

    /** An endpoint being described. */
    public static final class Draft {
        private final String method;
        private final String path;
        private final List<Query> query = new ArrayList<>();
        private String name = "";
        private String summary = "";

        private Draft(String method, String path) {
            this.method = method;
            this.path = path;
        }

        public Draft named(String value, String says) {
            this.name = value;
            this.summary = says;
            return this;
        }

        public Draft query(String parameter, String meaning) {
            query.add(new Query(parameter, meaning));
            return this;
        }

        public Open by(Access access) {
            return new Open(this, access);
        }
    }

    /** One that knows who may use it. */
    public static final class Open {
        private final Draft draft;
        private final Access access;

        private Open(Draft draft, Access access) {
            this.draft = draft;
            this.access = access;
        }

        /** Answers 200 with one thing. */
        public <T> Endpoint shows(Class<T> type, Function<Call, T> work) {
            return made(Optional.empty(), new Answers.One(200, type), (call, body) -> Optional.of(work.apply(call)));
        }

        /** Answers 200 with a list. */
        public <T> Endpoint lists(Class<T> type, Function<Call, List<T>> work) {
            return made(
                    Optional.empty(), new Answers.Many(type), (call, body) -> Optional.of(new Items(work.apply(call))));
        }

        /** Answers 201 with what was made. */
        public <B, T> Endpoint makes(Class<B> takes, Class<T> type, BiFunction<Call, B, T> work) {
            return made(
                    Optional.of(takes),
                    new Answers.One(201, type),
                    (call, body) -> Optional.of(work.apply(call, required(takes, body))));
        }

        /** Answers 200 with how the thing is now. */
        public <B, T> Endpoint changes(Class<B> takes, Class<T> type, BiFunction<Call, B, T> work) {
            return made(
                    Optional.of(takes),
                    new Answers.One(200, type),
                    (call, body) -> Optional.of(work.apply(call, required(takes, body))));
        }

        /** Takes what is never shown again, and answers 204. */
        public <B> Endpoint keeps(Class<B> takes, BiConsumer<Call, B> work) {
            return made(Optional.of(takes), new Answers.Nothing(), (call, body) -> {
                work.accept(call, required(takes, body));
                return Optional.empty();
            });
        }

        /** Answers 204. */
        public Endpoint does(Consumer<Call> work) {
            return made(Optional.empty(), new Answers.Nothing(), (call, body) -> {
                work.accept(call);
                return Optional.empty();
            });
        }

        private Endpoint made(Optional<Class<?>> takes, Answers answers, Work work) {
            return new Endpoint(
                    draft.method, draft.path, draft.name, draft.summary, access, takes, draft.query, answers, work);
        }

        private static <B> B required(Class<B> type, Optional<?> body) {
            return type.cast(body.orElseThrow());
        }
    }
}
