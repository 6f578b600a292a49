package uk.wayleave.console.web;

import uk.wayleave.control.http.Access;

/** One address and method of the console, and who may use it. */
public record Route(String method, String path, Access access, Work work) {
    /** What it does for whoever was let in. */
    @FunctionalInterface
    public interface Work {
        Answer answer(Visit visit);
    }

    public static Route get(String path, Access access, Work work) {
        return new Route("GET", path, access, work);
    }

    /** A form's; it was ours when the work begins. */
    public static Route post(String path, Access access, Work work) {
        return new Route("POST", path, access, work);
    }
}
