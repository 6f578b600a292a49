/** What happens: the calls that were made, one by one and in figures. */
@NullMarked
package uk.wayleave.console.call;

import org.jspecify.annotations.NullMarked;
