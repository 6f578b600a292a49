package uk.wayleave.console.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpMethod;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Caller;
import uk.wayleave.control.http.Callers;
import uk.wayleave.pages.Asset;
import uk.wayleave.pages.Assets;
import uk.wayleave.pages.Page;
import uk.wayleave.pages.PageHeaders;
import uk.wayleave.pages.Pages;
import uk.wayleave.register.postgres.DatabaseUnavailable;

/**
 * Lets callers in, in this order: who is it, may they see this, is the form ours, and only then the work. Whatever goes
 * wrong is a page, too, and changes nothing.
 */
public final class Door {
    public static final String SIGN_IN = "/console/sign-in";

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);
    private static final Pattern NEXT = Pattern.compile("/console/[A-Za-z0-9/_-]{1,200}");
    private static final int LONGEST_FORM = 128 * 1024;

    private final List<Route> routes;
    private final Callers callers;
    private final Frames frames;
    private final Pages pages;
    private final Assets assets;
    private final Runnable somethingDone;
    private final SecureRandom random = new SecureRandom();

    public Door(
            List<Route> routes, Callers callers, Frames frames, Pages pages, Assets assets, Runnable somethingDone) {
        this.routes = List.copyOf(routes);
        this.callers = callers;
        this.frames = frames;
        this.pages = pages;
        this.assets = assets;
        this.somethingDone = somethingDone;
    }

    public RouterFunction<ServerResponse> routes() {
        var all = RouterFunctions.route();
        for (Route route : routes)
            all.route(
                    RequestPredicates.method(HttpMethod.valueOf(route.method()))
                            .and(RequestPredicates.path(route.path())),
                    request -> handle(route, request));
        all.GET(Assets.PATH + "{name}", this::asset);
        all.GET("/", request -> written((to, response) -> move(response, new Answer.Moved("/console", List.of()))));
        Route nothing = Route.get("/console/**", Access.anybody(), visit -> {
            throw new NotThere();
        });
        all.route(RequestPredicates.path("/console/**"), request -> handle(nothing, request));
        return all.build();
    }

    private ServerResponse handle(Route route, ServerRequest request) {
        return written((to, response) -> answer(route, request, to, response));
    }

    private void answer(Route route, ServerRequest request, HttpServletRequest to, HttpServletResponse response)
            throws IOException {
        Optional<String> session = Cookie.sent(to, Cookie.SESSION);
        Caller caller = new Caller.Stranger();
        String csrf = "";
        try {
            caller = session.map(callers::of).orElseGet(Caller.Stranger::new);
            // Of a machine's token in the cookie nobody is made.
            if (caller instanceof Caller.Machine) caller = new Caller.Unproven();
            String secret = caller instanceof Caller.Someone ? session.orElseThrow() : visit(to, response);
            csrf = Forgery.valueFor(secret);
            Answer answer = worked(route, request, to, caller, session, secret);
            if (!route.method().equals("GET")) somethingDone.run();
            switch (answer) {
                case Answer.Shown(int status, Page page) -> show(to, response, caller, csrf, status, page);
                case Answer.Moved moved -> move(response, moved);
                case Answer.Onward(Page page, String on) -> {
                    // At once: a page that goes on after a while is a page that people cannot read (WCAG 2.2, G110).
                    response.setHeader("Refresh", "0; url=" + on);
                    show(to, response, caller, csrf, 200, page);
                }
                case Answer.File file -> give(response, file);
            }
        } catch (NotThere nothing) {
            show(to, response, caller, csrf, 404, Page.of("not-there"));
        } catch (DatabaseUnavailable unavailable) {
            LOG.warn("{} was refused: {}", route.path(), unavailable.getMessage());
            plain(response, 503, "Wayleave cannot reach its register. Nothing was shown; try again in a minute.");
        } catch (IllegalArgumentException malformed) {
            plain(response, 400, "The address or form could not be read. Go back and try again.");
        } catch (RuntimeException e) {
            // Its message may quote data, so only what and where are written down.
            StackTraceElement[] trace = e.getStackTrace();
            LOG.error("{} failed: {} at {}", route.path(), e.getClass().getName(), trace.length == 0 ? "" : trace[0]);
            plain(response, 500, "This failed for a reason of our own. Look whether it was done before trying again.");
        }
    }

    private Answer worked(
            Route route,
            ServerRequest request,
            HttpServletRequest raw,
            Caller caller,
            Optional<String> session,
            String secret)
            throws IOException {
        if (!route.access().permits(caller))
            return caller instanceof Caller.Someone
                    ? new Answer.Shown(403, Page.of("not-yours"))
                    : Answer.moved(SIGN_IN, new Cookie(Cookie.NEXT, next(route, raw)));
        UploadReader.Read sent = route.method().equals("POST")
                ? sent(route, raw)
                : new UploadReader.Read(Form.empty(), new Upload.Nothing());
        Form form = sent.form();
        if (route.method().equals("POST") && !Forgery.isOurs(form.raw(Forgery.FIELD), secret))
            return new Answer.Shown(403, Page.of("form-too-old"));
        String query = raw.getQueryString();
        return route.work()
                .answer(new Visit(
                        caller,
                        request.pathVariables(),
                        Form.parse(query == null ? "" : query),
                        form,
                        sent.file(),
                        Cookie.sent(raw, Cookie.STEP),
                        Cookie.sent(raw, Cookie.PROVIDER),
                        Cookie.sent(raw, Cookie.NEXT)
                                .filter(path -> NEXT.matcher(path).matches())
                                .orElse("/console"),
                        session,
                        Forgery.valueFor(secret),
                        raw.getRemoteAddr()));
    }

    /** Where a stranger wanted to go, to be taken there once signed in: pages of ours only, and no form's address. */
    private static String next(Route route, HttpServletRequest request) {
        String path = request.getRequestURI();
        return route.method().equals("GET") && NEXT.matcher(path).matches() ? path : "";
    }

    private static UploadReader.Read sent(Route route, HttpServletRequest request) throws IOException {
        if (route.fileAtMost() == 0) return new UploadReader.Read(form(request), new Upload.Nothing());
        return UploadReader.read(
                Optional.ofNullable(request.getContentType()), request.getInputStream(), route.fileAtMost());
    }

    private static Form form(HttpServletRequest request) throws IOException {
        byte[] bytes = request.getInputStream().readNBytes(LONGEST_FORM + 1);
        if (bytes.length > LONGEST_FORM) throw new IllegalArgumentException("The form is too large.");
        return Form.parse(new String(bytes, StandardCharsets.UTF_8));
    }

    /** The secret of a browser in which nobody is signed in, made where it has none. */
    private String visit(HttpServletRequest request, HttpServletResponse response) {
        return Cookie.sent(request, Cookie.VISIT).orElseGet(() -> {
            byte[] bytes = new byte[18];
            random.nextBytes(bytes);
            String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            response.addHeader("Set-Cookie", new Cookie(Cookie.VISIT, fresh).header());
            return fresh;
        });
    }

    private void show(
            HttpServletRequest request, HttpServletResponse response, Caller caller, String csrf, int status, Page page)
            throws IOException {
        byte[] html = pages.render(page.with("csrf", csrf), frames.of(caller, request.getRequestURI(), csrf))
                .getBytes(StandardCharsets.UTF_8);
        PageHeaders.all().forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(status);
        response.setContentType("text/html; charset=utf-8");
        response.setContentLength(html.length);
        response.getOutputStream().write(html);
    }

    private static void move(HttpServletResponse response, Answer.Moved moved) {
        moved.cookies().forEach(cookie -> response.addHeader("Set-Cookie", cookie.header()));
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(303);
        response.setHeader("Location", moved.to());
    }

    private static void give(HttpServletResponse response, Answer.File file) throws IOException {
        PageHeaders.all().forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Content-Disposition", "attachment; filename=\"" + file.name() + "\"");
        response.setContentType(file.type());
        response.setContentLength(file.bytes().length);
        response.getOutputStream().write(file.bytes());
    }

    /** Where no page can be made. */
    private static void plain(HttpServletResponse response, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        PageHeaders.all().forEach(response::setHeader);
        response.setHeader("Cache-Control", "no-store");
        response.setStatus(status);
        response.setContentType("text/plain; charset=utf-8");
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }

    private ServerResponse asset(ServerRequest request) {
        Optional<Asset> found = assets.find(request.pathVariable("name"));
        return written((to, response) -> {
            if (found.isEmpty()) {
                plain(response, 404, "There is no such file.");
                return;
            }
            Asset asset = found.get();
            PageHeaders.all().forEach(response::setHeader);
            response.setHeader("Cache-Control", Assets.CACHED_FOR_GOOD);
            response.setHeader("ETag", asset.etag());
            response.setContentType(asset.type());
            response.setContentLength(asset.bytes().length);
            response.getOutputStream().write(asset.bytes());
        });
    }

    private interface Writing {
        void write(HttpServletRequest request, HttpServletResponse response) throws IOException;
    }

    private static ServerResponse written(Writing writing) {
        return ServerResponse.ok().build((request, response) -> {
            writing.write(request, response);
            return null;
        });
    }
}
