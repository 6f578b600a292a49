@NullMarked
package uk.wayleave.sandbox;

import org.jspecify.annotations.NullMarked;
