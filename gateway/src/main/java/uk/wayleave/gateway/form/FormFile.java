package uk.wayleave.gateway.form;

import uk.wayleave.gateway.forward.Spool;
import uk.wayleave.streetmanager.FileType;

/**
 * The file of a form.
 *
 * @param name as it may go out: {@link FileName}
 * @param type by its bytes; what was declared agrees with it
 * @param content complete; whoever read the form closes it
 */
public record FormFile(String name, FileType type, Spool content) {
    /** Without the name, which may be a person's. */
    @Override
    public String toString() {
        return "FormFile[" + type + ", bytes=" + content.size() + "]";
    }
}
