/** What every client of HTTP here reads in the same way. */
@NullMarked
package uk.wayleave.messages.http;

import org.jspecify.annotations.NullMarked;
