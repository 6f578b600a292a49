package uk.wayleave.sandbox.files;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.record.StoredFile;
import uk.wayleave.sandbox.view.WorksView;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Form;

/**
 * Files. A file is searched for viruses after it was taken: at first it is not found, then it has no content yet, and a
 * file that holds the EICAR test string is never to be had. DfT says neither how long the search takes nor what a file
 * with a virus looks like; both are chosen here. A file is its uploader's until it is linked to a record, then whose
 * that record is; it cannot be deleted once it is linked.
 */
public final class FileCalls {
    /** Of one file (API documentation, "File upload"). */
    private static final int MOST_BYTES = 10 << 20;

    private static final byte[] EICAR = "EICAR-STANDARD-ANTIVIRUS-TEST-FILE".getBytes(StandardCharsets.US_ASCII);

    private final Parts parts;
    private final Supplier<Duration> scan;

    /** @param scan how long the search for viruses takes */
    public FileCalls(Parts parts, Supplier<Duration> scan) {
        this.parts = parts;
        this.scan = scan;
    }

    public Answer upload(Call call) {
        Optional<Form.Attachment> sent = call.form().file();
        if (sent.isEmpty() || sent.get().content().length == 0) {
            return Answer.invalid("file", "is required");
        }
        if (sent.get().content().length > MOST_BYTES) {
            return Answer.invalid("file", "must have 10 MB at most");
        }
        if (FileType.ofName(sent.get().name()).isEmpty()) {
            return Answer.invalid("file", "must be one of pdf, doc, docx, png, jpg, jpeg, tif, tiff, bmp");
        }
        String owner = call.form().text("swaCode").orElse(call.organisation());
        if (!parts.access().actsFor(call.account(), owner)) {
            return Answer.accessRestricted();
        }
        StoredFile file = keep(
                call.account().emailAddress(),
                owner,
                sent.get(),
                parts.archive().now());
        return Answer.created(parts.fit(call, "work.FileSummaryResponse", WorksView.file(file)));
    }

    /** Takes a file in. */
    public StoredFile keep(String account, String owner, Form.Attachment sent, Instant at) {
        StoredFile file = new StoredFile(
                parts.archive().nextNumber(),
                sent.name(),
                at,
                account,
                owner,
                parts.directory().get(owner).name(),
                sent.content().length,
                at.plus(scan.get()),
                holds(sent.content(), EICAR));
        parts.archive().files().keep(file, sent.content());
        return file;
    }

    private static boolean holds(byte[] content, byte[] wanted) {
        for (int at = 0; at + wanted.length <= content.length; at++) {
            if (Arrays.equals(content, at, at + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    public Answer get(Call call) {
        return withFile(call, (id, file) -> {
            Instant now = parts.archive().now();
            Duration left = Duration.between(now, file.scanned());
            boolean halfway = left.multipliedBy(2).compareTo(Duration.between(file.created(), file.scanned())) <= 0;
            if (file.infected() || !halfway) {
                return Answer.notFound("File");
            }
            return left.isPositive()
                    ? Answer.noContent()
                    : Answer.file(
                            file.name(),
                            FileType.ofName(file.name())
                                    .map(FileType::contentType)
                                    .orElse("text/csv"),
                            parts.archive().files().content(id));
        });
    }

    public Answer delete(Call call) {
        return parts.archive()
                .alone(() -> withFile(call, (id, file) -> {
                    if (parts.archive().files().linkedTo(id).isPresent()) {
                        return Answer.problem(400, "The file is linked to a record and cannot be deleted");
                    }
                    parts.archive().files().remove(id);
                    return Answer.noContent();
                }));
    }

    private Answer withFile(Call call, BiFunction<Long, StoredFile, Answer> then) {
        return id(call.at("fileId"))
                .flatMap(id -> parts.archive().files().file(id))
                .map(file -> maySee(call, file) ? then.apply(file.id(), file) : Answer.accessRestricted())
                .orElseGet(() -> Answer.notFound("File"));
    }

    private static Optional<Long> id(String text) {
        return text.matches("\\d{1,15}") ? Optional.of(Long.parseLong(text)) : Optional.empty();
    }

    private boolean maySee(Call call, StoredFile file) {
        return parts.access().actsFor(call.account(), file.swaCode())
                || parts.archive()
                        .files()
                        .linkedTo(file.id())
                        .flatMap(parts.archive()::works)
                        .filter(works -> parts.access().reads(call.account(), works))
                        .isPresent();
    }
}
