package uk.wayleave.console.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
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
     * To be kept, not shown in place.
     *
     * @param name that the browser proposes: letters, digits, hyphens and dots
     */
    record File(String type, String name, byte[] bytes) implements Answer {
        private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9.-]{1,100}");

        public File {
            if (!PLAIN.matcher(name).matches()) throw new IllegalArgumentException("A file's name is plain.");
        }

        /** Of text. */
        public static File of(String type, String name, String text) {
            return new File(type, name, text.getBytes(StandardCharsets.UTF_8));
        }

        /** Without its bytes. */
        @Override
        public String toString() {
            return "File[" + type + "]";
        }
    }

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
