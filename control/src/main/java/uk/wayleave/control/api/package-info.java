/** The admin API: one class for each kind of thing it keeps. */
@NullMarked
package uk.wayleave.control.api;

import org.jspecify.annotations.NullMarked;
