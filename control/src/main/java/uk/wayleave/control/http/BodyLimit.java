package uk.wayleave.control.http;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import org.springframework.web.filter.OncePerRequestFilter;
import uk.wayleave.control.http.Problem.Status;

/** Refuses a body that says it is too large before any of it is read. One that does not say is cut where it is read. */
public final class BodyLimit extends OncePerRequestFilter {
    /** In bytes; an agreement with every operation and a thousand destinations has room. */
    public static final int LARGEST = 256 * 1024;

    /** In bytes, of a form with a file: whoever reads it keeps less, and can say so on a page. */
    private static final int LARGEST_WITH_A_FILE = 64 * 1024 * 1024;

    private final ProblemResponse problems;

    public BodyLimit(ProblemResponse problems) {
        this.problems = problems;
    }

    static Refused tooLarge(int most) {
        return Refused.because(Problem.of(
                Status.CONTENT_TOO_LARGE,
                "body-too-large",
                "The body is too large.",
                "Send at most " + most + " bytes."));
    }

    private static int largest(HttpServletRequest request) {
        String type =
                request.getContentType() == null ? "" : request.getContentType().toLowerCase(Locale.ROOT);
        if (type.startsWith("multipart/form-data")) return LARGEST_WITH_A_FILE;
        return type.startsWith(Pdf.TYPE) ? Pdf.LARGEST : LARGEST;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getContentLengthLong() <= largest(request)) {
            chain.doFilter(request, response);
            return;
        }
        // The rest is not read, so the connection cannot be used again.
        response.setHeader("Connection", "close");
        problems.write(tooLarge(largest(request)), response);
    }
}
