package uk.wayleave.gateway.form;

import java.text.Normalizer;
import java.util.Locale;
import uk.wayleave.streetmanager.FileType;

/**
 * The name under which a file goes on: of what the product called it, the letters, digits and a few marks that mean
 * nothing in a header, a path or a shell.
 */
final class FileName {
    private static final int AT_MOST = 100;
    private static final String MARKS = " ._-()+&,";
    private static final String NAMELESS = "file";

    private FileName() {}

    /** The end of the name after its last dot, in small letters; empty where there is none. */
    static String extensionOf(String name) {
        String last = lastSegment(name).strip();
        int dot = last.lastIndexOf('.');
        return dot < 0 ? "" : last.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** Never empty, ends with an extension of the type, has no path, no control or formatting character. */
    static String of(String asked, FileType type) {
        String last = Normalizer.normalize(lastSegment(asked), Normalizer.Form.NFC);
        String extension = extensionOf(last);
        String stem = type.endsWith(extension) ? last.substring(0, last.lastIndexOf('.')) : last;
        StringBuilder kept = new StringBuilder();
        stem.codePoints()
                .map(c -> Character.isLetterOrDigit(c) || MARKS.indexOf(c) >= 0 ? c : '_')
                .limit(AT_MOST)
                .forEach(kept::appendCodePoint);
        String clean = kept.toString().replaceAll("\\.{2,}", ".").replaceAll("^[ .]+|[ .]+$", "");
        return (clean.isEmpty() ? NAMELESS : clean) + "." + (type.endsWith(extension) ? extension : type.extension());
    }

    private static String lastSegment(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    }
}
