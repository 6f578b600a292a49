/** CSV answers: read line by line, released without what is withheld. */
@NullMarked
package uk.wayleave.gateway.csv;

import org.jspecify.annotations.NullMarked;
