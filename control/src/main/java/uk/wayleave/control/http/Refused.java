package uk.wayleave.control.http;

import java.time.Duration;
import java.util.Optional;
import uk.wayleave.control.http.Problem.FieldError;
import uk.wayleave.control.http.Problem.Status;
import uk.wayleave.register.Outcome;

/** Leaves the handling of a request with a problem; {@link Endpoints} answers it. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Optional<Duration> retryAfter;

    private Refused(Problem problem, Optional<Duration> retryAfter) {
        super(problem.code(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** What was wrong and what to do. */
    public Problem problem() {
        return problem;
    }

    Optional<Duration> retryAfter() {
        return retryAfter;
    }

    public static Refused because(Problem problem) {
        return new Refused(problem, Optional.empty());
    }

    /** There is no such thing, or it is not the caller's: nobody learns which. */
    public static Refused notFound() {
        return because(Problem.of(
                Status.NOT_FOUND,
                "not-found",
                "There is nothing here for you.",
                "Check the address; what belongs to somebody else is not found either."));
    }

    public static Refused forbidden(String detail, String cure) {
        return because(Problem.of(Status.FORBIDDEN, "forbidden", detail, cure));
    }

    /** The register would not do it as things stand. */
    public static Refused conflict(String detail, String cure) {
        return because(Problem.of(Status.CONFLICT, "refused-as-things-stand", detail, cure));
    }

    /** A member of the body is understood and cannot be so. */
    public static Refused member(String pointer, String detail, String cure) {
        return because(Problem.of(
                Status.UNPROCESSABLE_CONTENT,
                "member-refused",
                pointer + ": " + detail,
                new FieldError(pointer, detail, cure)));
    }

    /** What the register did, or its refusal as a problem. */
    public static <T> T unlessDone(Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> value;
            case Outcome.Refused<T>(String why, String cure) -> throw conflict(why, cure);
        };
    }

    public static Refused query(String name, String detail, String cure) {
        return because(Problem.of(Status.BAD_REQUEST, "query-refused", name + ": " + detail, cure));
    }

    public static Refused tooManyAttempts(Duration retryAfter) {
        return new Refused(
                Problem.of(
                        Status.TOO_MANY_REQUESTS,
                        "too-many-attempts",
                        "There were too many failed attempts.",
                        "Wait for the time in Retry-After."),
                Optional.of(retryAfter));
    }
}
