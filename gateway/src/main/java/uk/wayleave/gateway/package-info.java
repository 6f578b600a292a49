/** The way of one call: the data plane between a product and Street Manager. */
@NullMarked
package uk.wayleave.gateway;

import org.jspecify.annotations.NullMarked;
