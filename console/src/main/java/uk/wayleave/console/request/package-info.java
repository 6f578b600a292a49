/** What products ask people for, and what these answer. */
@NullMarked
package uk.wayleave.console.request;

import org.jspecify.annotations.NullMarked;
