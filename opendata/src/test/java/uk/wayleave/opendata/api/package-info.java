@NullMarked
package uk.wayleave.opendata.api;

import org.jspecify.annotations.NullMarked;
