/** What products ask persons for, as they write it. */
@NullMarked
package uk.wayleave.control.request;

import org.jspecify.annotations.NullMarked;
