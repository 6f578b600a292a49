/** Where works are: British National Grid, what is made of it for others, and how places are found. */
@NullMarked
package uk.wayleave.opendata.geometry;

import org.jspecify.annotations.NullMarked;
