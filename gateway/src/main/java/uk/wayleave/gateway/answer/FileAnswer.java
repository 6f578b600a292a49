package uk.wayleave.gateway.answer;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import uk.wayleave.gateway.form.FileSignature;
import uk.wayleave.gateway.forward.Spool;
import uk.wayleave.streetmanager.FileType;

/** A file that came: of which type it is by its bytes, with which what Street Manager calls it has to agree. */
final class FileAnswer {
    private FileAnswer() {}

    /** @throws UnusableAnswer if it is of no type that Street Manager takes, or is called another */
    static FileType typeOf(Spool body, Optional<String> contentType) throws IOException, UnusableAnswer {
        FileSignature signature = new FileSignature();
        byte[] buffer = new byte[8192];
        try (InputStream in = body.openStream()) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                signature.update(buffer, 0, count);
            }
        }
        FileType type = signature
                .type()
                .orElseThrow(() -> new UnusableAnswer("It is a file of no type that Street Manager takes."));
        String called = contentType.map(FileAnswer::essence).orElse("");
        if (FileType.called(called).filter(other -> !type.isCalled(called)).isPresent()) {
            throw new UnusableAnswer("It is a file of another type than it is called.");
        }
        return type;
    }

    private static String essence(String contentType) {
        int semicolon = contentType.indexOf(';');
        return (semicolon < 0 ? contentType : contentType.substring(0, semicolon))
                .strip()
                .toLowerCase(Locale.ROOT);
    }
}
