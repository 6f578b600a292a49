@NullMarked
package uk.wayleave.opendata.page;

import org.jspecify.annotations.NullMarked;
