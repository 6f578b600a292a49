@NullMarked
package uk.wayleave.evidence;

import org.jspecify.annotations.NullMarked;
