package uk.wayleave.console.web;

import java.util.List;
import uk.wayleave.pages.Page;

/** What a route answers. */
public sealed interface Answer {
    /** @param status of HTTP */
    record Shown(int status, Page page) implements Answer {}

    /** To another page, after a change or to sign in: 303, so that reloading it changes nothing again. */
    record Moved(String to, List<Cookie> cookies) implements Answer {
        public Moved {
            cookies = List.copyOf(cookies);
        }
    }

    /** A page from which the browser goes on to another site by itself, or by its link. */
    record Onward(Page page, String to) implements Answer {}
    /**
     * Something to keep.
     *
     * @param type of its content
     * @param name that the browser offers to keep it under
     */
    record File(String type, String name, String content) implements Answer {}

    static Answer shown(Page page) {
        return new Shown(200, page);
    }

    /** A form again, with what is wrong in it. */
    static Answer wrong(Page page) {
        return new Shown(422, page);
    }

    static Answer moved(String to, Cookie... cookies) {
        return new Moved(to, List.of(cookies));
    }
}
