package uk.wayleave.sandbox.files;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kinds of file Street Manager takes: the content types of GetFile in DfT's OpenAPI file, by the name's ending. */
enum FileType {
    PDF("application/pdf", "pdf"),
    WORD("application/vnd.msword", "doc|docx"),
    PNG("image/png", "png"),
    JPEG("image/jpeg", "jpg|jpeg"),
    TIFF("image/tiff", "tif|tiff"),
    BMP("image/bmp", "bmp");

    private final String contentType;
    private final String endings;

    FileType(String contentType, String endings) {
        this.contentType = contentType;
        this.endings = endings;
    }

    String contentType() {
        return contentType;
    }

    static Optional<FileType> ofName(String fileName) {
        String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(type -> ending.matches(type.endings))
                .findFirst();
    }
}
