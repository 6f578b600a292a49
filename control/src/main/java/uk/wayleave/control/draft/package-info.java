/** Drafting an agreement part by part: what is filled in, what is missing of it, and laying it before both sides. */
@NullMarked
package uk.wayleave.control.draft;

import org.jspecify.annotations.NullMarked;
