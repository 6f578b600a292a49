package uk.wayleave.console.web;

import uk.wayleave.control.http.Access;

/**
 * One address and method of the console, and who may use it.
 *
 * @param fileAtMost bytes of the one file its form may have; 0 where it takes none
 */
public record Route(String method, String path, Access access, int fileAtMost, Work work) {
    /** What it does for whoever was let in. */
    @FunctionalInterface
    public interface Work {
        Answer answer(Visit visit);
    }

    public static Route get(String path, Access access, Work work) {
        return new Route("GET", path, access, 0, work);
    }

    /** A form's; it was ours when the work begins. */
    public static Route post(String path, Access access, Work work) {
        return new Route("POST", path, access, 0, work);
    }

    /** A form's with a file. */
    public static Route upload(String path, Access access, int fileAtMost, Work work) {
        return new Route("POST", path, access, fileAtMost, work);
    }
}
