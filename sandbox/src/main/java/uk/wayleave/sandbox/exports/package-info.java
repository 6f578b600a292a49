/** Exports to CSV. */
@NullMarked
package uk.wayleave.sandbox.exports;

import org.jspecify.annotations.NullMarked;
