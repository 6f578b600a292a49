@NullMarked
package uk.wayleave.framework;

import org.jspecify.annotations.NullMarked;
