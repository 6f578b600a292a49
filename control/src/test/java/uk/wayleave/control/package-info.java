@NullMarked
package uk.wayleave.control;

import org.jspecify.annotations.NullMarked;
