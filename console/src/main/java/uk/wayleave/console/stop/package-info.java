/** The stop button: what it cuts off, and cutting it off. */
@NullMarked
package uk.wayleave.console.stop;

import org.jspecify.annotations.NullMarked;
