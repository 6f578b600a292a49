@NullMarked
package uk.wayleave.opendata.subscriber;

import org.jspecify.annotations.NullMarked;
