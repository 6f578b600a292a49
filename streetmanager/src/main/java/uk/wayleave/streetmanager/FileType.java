package uk.wayleave.streetmanager;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A type of file that Street Manager takes. Source: the types in which V3.6 gives files back ({@code GET /files/{fileId}},
 * documented); the newer form of Word is inferred from them. A list of streets is what DfT's guide says of geographical
 * areas: one column of USRNs without a heading.
 */
public enum FileType {
    PDF("application/pdf", FactSource.DOCUMENTED),
    PNG("image/png", FactSource.DOCUMENTED),
    JPEG("image/jpeg", FactSource.DOCUMENTED),
    TIFF("image/tiff", FactSource.DOCUMENTED),
    BMP("image/bmp", FactSource.DOCUMENTED),
    WORD("application/msword", FactSource.DOCUMENTED),
    WORD_XML("application/vnd.openxmlformats-officedocument.wordprocessingml.document", FactSource.INFERRED),
    STREET_LIST("text/csv", FactSource.DOCUMENTED);

    private final String mediaType;
    private final FactSource source;

    FileType(String mediaType, FactSource source) {
        this.mediaType = mediaType;
        this.source = source;
    }

    /** As IANA has it registered. */
    public String mediaType() {
        return mediaType;
    }

    public FactSource source() {
        return source;
    }

    /** Whether clients or Street Manager call it that. */
    public boolean isCalled(String otherMediaType) {
        return mediaType.equals(otherMediaType) || alsoWritten().contains(otherMediaType);
    }

    private Set<String> alsoWritten() {
        return switch (this) {
            case PDF -> Set.of("application/x-pdf");
            case PNG -> Set.of("image/x-png");
            case JPEG -> Set.of("image/jpg", "image/pjpeg");
            case TIFF -> Set.of("image/x-tiff");
            case BMP -> Set.of("image/x-ms-bmp", "image/x-bmp");
            case WORD -> Set.of("application/vnd.msword");
            case WORD_XML -> Set.of();
            case STREET_LIST -> Set.of("application/csv", "application/vnd.ms-excel", "text/plain");
        };
    }

    /** How the name of such a file may end, without the dot and in small letters; the usual end first. */
    private List<String> extensions() {
        return switch (this) {
            case PDF -> List.of("pdf");
            case PNG -> List.of("png");
            case JPEG -> List.of("jpg", "jpeg");
            case TIFF -> List.of("tif", "tiff");
            case BMP -> List.of("bmp");
            case WORD -> List.of("doc");
            case WORD_XML -> List.of("docx");
            case STREET_LIST -> List.of("csv");
        };
    }

    /** Whether the name of such a file may end so, without the dot and in small letters. */
    public boolean endsWith(String extension) {
        return extensions().contains(extension);
    }

    /** The usual end of such a file's name, without the dot. */
    public String extension() {
        return extensions().getFirst();
    }

    public static Optional<FileType> called(String mediaType) {
        return Arrays.stream(values()).filter(type -> type.isCalled(mediaType)).findFirst();
    }
}
