@NullMarked
package uk.wayleave.gateway.csv;

import org.jspecify.annotations.NullMarked;
