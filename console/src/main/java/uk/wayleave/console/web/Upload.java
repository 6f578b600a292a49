package uk.wayleave.console.web;

/** A file that came with a form. */
public sealed interface Upload {
    /** @param name as the browser named it, without directories */
    record Whole(String name, byte[] bytes) implements Upload {
        /** Without its bytes. */
        @Override
        public String toString() {
            return "Whole[withheld]";
        }
    }

    /** It was longer than the route takes, and was not kept. */
    record TooLong() implements Upload {}

    /** No file was chosen. */
    record Nothing() implements Upload {}
}
