@NullMarked
package uk.wayleave.opendata.store;

import org.jspecify.annotations.NullMarked;
