/** What the sandbox says of its records: all that any version shows, for the shape of an answer to cut. */
@NullMarked
package uk.wayleave.sandbox.view;

import org.jspecify.annotations.NullMarked;
