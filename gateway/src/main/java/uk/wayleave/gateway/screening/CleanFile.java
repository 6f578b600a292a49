package uk.wayleave.gateway.screening;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import uk.wayleave.framework.text.TextTreatment;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.call.UpstreamState;
import uk.wayleave.gateway.form.FormFile;
import uk.wayleave.gateway.forward.Spool;
import uk.wayleave.gateway.forward.SpoolSettings;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.screening.file.JpegCleaning;
import uk.wayleave.screening.file.PdfProcess;
import uk.wayleave.screening.file.PictureCheck;
import uk.wayleave.screening.file.PngCleaning;
import uk.wayleave.screening.file.UnusableFile;
import uk.wayleave.screening.file.WordCleaning;
import uk.wayleave.streetmanager.FileType;

/**
 * The file of a form as it may go out: a picture without where, when and with what it was taken, a document without its
 * properties (Street Manager's terms: no identifying features). It passes from spool to spool and is never whole in memory.
 * What cannot be looked at is refused where the agreement refuses personal data in files.
 */
final class CleanFile {
    private final SpoolSettings spools;
    private final PictureCheck pictures;
    private final PdfProcess pdfs;

    CleanFile(SpoolSettings spools, PictureCheck pictures, PdfProcess pdfs) {
        this.spools = spools;
        this.pictures = pictures;
        this.pdfs = pdfs;
    }

    /**
     * The same file where nothing was to be taken out.
     *
     * @param unlooked what becomes of a file that cannot be looked at
     * @param paragraphs takes what a document says
     */
    FormFile of(Passage passage, FormFile file, TextTreatment unlooked, Consumer<String> paragraphs) {
        FormFile clean = switch (file.type()) {
            case JPEG -> cleaned(passage, file, JpegCleaning::clean);
            case PNG -> cleaned(passage, file, PngCleaning::clean);
            case WORD_XML -> cleaned(passage, file, (in, out) -> 1 + WordCleaning.clean(in, out, paragraphs));
            case PDF -> pdf(passage, file, unlooked, paragraphs);
            case TIFF ->
                unlooked(passage, file, unlooked, "A TIFF keeps where and when it was made. Send a PNG or a JPEG.");
            case WORD ->
                unlooked(
                        passage,
                        file,
                        unlooked,
                        "The older form of Word cannot be read. Save it as .docx or as a PDF.");
            // Neither has room for more than what it shows.
            case BMP, STREET_LIST -> file;
        };
        if (isPicture(file.type())) {
            refusePersons(clean);
        }
        return clean;
    }

    private FormFile pdf(Passage passage, FormFile file, TextTreatment unlooked, Consumer<String> paragraphs) {
        List<String> said = new ArrayList<>();
        try (InputStream in = new BufferedInputStream(file.content().openStream());
                Spool.Writer writer = Spool.writer(spools);
                OutputStream out = new BufferedOutputStream(writer.stream())) {
            int withoutText = pdfs.clean(in, file.content().size(), out, said::add);
            out.flush();
            Spool spool = writer.finish();
            passage.keeps(spool);
            passage.notes("file_metadata_removed", "1");
            if (withoutText > 0) {
                passage.notes("file_pages_without_text", Integer.toString(withoutText));
            }
            said.forEach(paragraphs);
            return new FormFile(file.name(), file.type(), spool);
        } catch (UnusableFile unusable) {
            return unlooked(passage, file, unlooked, unusable.why());
        } catch (IOException spoolFailed) {
            throw failed();
        }
    }

    /** Framework B5: what may say anything and cannot be looked at is treated as what was found to say something. */
    private static FormFile unlooked(Passage passage, FormFile file, TextTreatment treatment, String why) {
        switch (treatment) {
            case REFUSE -> throw refused("file-not-to-be-looked-at", why);
            case WARN -> passage.warns("\"file\";class=not-looked-at;warned");
            case ALLOW -> {}
        }
        passage.notes("file_not_looked_at", file.type().name());
        return file;
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
