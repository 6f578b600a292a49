/** What products ask persons of a Controller for, and what these answer. */
@NullMarked
package uk.wayleave.register.request;

import org.jspecify.annotations.NullMarked;
