@NullMarked
package uk.wayleave.opendata.webhook;

import org.jspecify.annotations.NullMarked;
