package uk.wayleave.screening.file;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * Looks at a picture for what identifies a person: a face, a number plate. Wayleave brings none, for that takes a model;
 * whoever has one puts it in here.
 */
@FunctionalInterface
public interface PictureCheck {
    /** Sees nothing: the usual. */
    PictureCheck OFF = (mediaType, picture) -> List.of();

    /**
     * Called once for each picture that would go out; an exception refuses the file.
     *
     * @param mediaType as in {@code image/jpeg}
     * @param picture is closed by the caller
     * @return what it saw, as in "a face", for the caller; empty where nothing
     */
    List<String> saw(String mediaType, InputStream picture) throws IOException;
}
