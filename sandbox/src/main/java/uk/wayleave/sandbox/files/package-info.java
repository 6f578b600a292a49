/** Files: uploading, the search for viruses, fetching, deleting. */
@NullMarked
package uk.wayleave.sandbox.files;

import org.jspecify.annotations.NullMarked;
