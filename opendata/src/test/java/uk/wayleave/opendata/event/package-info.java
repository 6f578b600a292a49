@NullMarked
package uk.wayleave.opendata.event;

import org.jspecify.annotations.NullMarked;
