package uk.wayleave.control.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import uk.wayleave.control.http.Problem.Status;

/** Writes a problem as the response. */
public final class ProblemResponse {
    private final Json json;

    public ProblemResponse(Json json) {
        this.json = json;
    }

    void write(Refused refused, HttpServletResponse response) throws IOException {
        write(refused.problem(), refused.retryAfter(), response);
    }

    public void write(Problem problem, Optional<Duration> retryAfter, HttpServletResponse response) throws IOException {
        byte[] body = json.write(problem);
        response.setStatus(problem.status());
        response.setContentType("application/problem+json");
        response.setContentLength(body.length);
        // Said here too, for what is refused before the filters that say it of every answer.
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        if (problem.status() == Status.UNAUTHORIZED.number()) response.setHeader("WWW-Authenticate", "Bearer");
        retryAfter.ifPresent(time -> response.setHeader("Retry-After", Long.toString(Math.max(1, time.toSeconds()))));
        response.getOutputStream().write(body);
    }
}
