/** The Controller's explicit requests: giving, reading, renewing and taking back instructions. */
@NullMarked
package uk.wayleave.console.instruction;

import org.jspecify.annotations.NullMarked;
