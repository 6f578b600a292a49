@NullMarked
package uk.wayleave.opendata;

import org.jspecify.annotations.NullMarked;
