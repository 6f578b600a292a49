/** What the gateway judges a call by: everything of one Controller that bears on one caller, at one revision. */
@NullMarked
package uk.wayleave.register.snapshot;

import org.jspecify.annotations.NullMarked;
