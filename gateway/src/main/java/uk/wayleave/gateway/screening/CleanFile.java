package uk.wayleave.gateway.screening;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.form.FormFile;
import uk.wayleave.gateway.forward.Spool;
import uk.wayleave.gateway.forward.SpoolSettings;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.screening.file.JpegCleaning;
import uk.wayleave.screening.file.PictureCheck;
import uk.wayleave.screening.file.PngCleaning;
import uk.wayleave.screening.file.UnusableFile;
import uk.wayleave.screening.file.WordCleaning;
import uk.wayleave.streetmanager.FileType;

/**
 * The file of a form as it may go out: a picture without where, when and with what it was taken, a Word document without its
 * properties (Street Manager's terms: no identifying features). It passes from spool to spool and is never whole in memory.
 */
final class CleanFile {
    private final SpoolSettings spools;
    private final PictureCheck pictures;

    CleanFile(SpoolSettings spools, PictureCheck pictures) {
        this.spools = spools;
        this.pictures = pictures;
    }

    /**
     * The same file where nothing was to be taken out.
     *
     * @param paragraphs takes what a document says
     */
    FormFile of(Passage passage, FormFile file, Consumer<String> paragraphs) {
        FormFile clean = switch (file.type()) {
            case JPEG -> cleaned(passage, file, JpegCleaning::clean);
            case PNG -> cleaned(passage, file, PngCleaning::clean);
            case WORD_XML -> cleaned(passage, file, (in, out) -> 1 + WordCleaning.clean(in, out, paragraphs));
            case TIFF, BMP, PDF, WORD, STREET_LIST -> file;
        };
        if (isPicture(file.type())) {
            refusePersons(clean);
        }
        return clean;
    }

    private static boolean isPicture(FileType type) {
        return type == FileType.JPEG || type == FileType.PNG || type == FileType.TIFF || type == FileType.BMP;
    }

    /** Passes a file on and says how much it took out. */
    @FunctionalInterface
    private interface Cleaning {
        int clean(InputStream in, OutputStream out) throws IOException, UnusableFile;
    }

    private FormFile cleaned(Passage passage, FormFile file, Cleaning cleaning) {
        try (InputStream in = new BufferedInputStream(file.content().openStream());
                Spool.Writer writer = Spool.writer(spools);
                OutputStream out = new BufferedOutputStream(writer.stream())) {
            int removed = cleaning.clean(in, out);
            if (removed == 0) {
                return file;
            }
            out.flush();
            Spool spool = writer.finish();
            passage.keeps(spool);
            passage.notes("file_metadata_removed", Integer.toString(removed));
            return new FormFile(file.name(), file.type(), spool);
        } catch (UnusableFile unusable) {
            throw refused("file-unusable", unusable.why());
        } catch (IOException spoolFailed) {
            throw failed();
        }
    }

    private void refusePersons(FormFile file) {
        List<String> seen;
        try (InputStream in = file.content().openStream()) {
            seen = pictures.saw(file.type().mediaType(), in);
        } catch (IOException notLookedAt) {
            throw failed();
        }
        if (!seen.isEmpty()) {
            throw refused(
                    "person-in-picture",
                    "The picture shows " + String.join(" and ", seen)
                            + ". Send one without, or make it unrecognisable.");
        }
    }

    private static Refused refused(String code, String why) {
        return new Refused(new Refusal.BadRequest(422, code, why, Optional.of("part file")));
    }

    private static Refused failed() {
        return new Refused(Refusal.Failed.of(
                503,
                "file-not-looked-at",
                "The file could not be looked at, so nothing was sent.",
                UpstreamState.NOT_SENT));
    }
}
