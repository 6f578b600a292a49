/** May this be used, and from where: through an agreement, from open data, or not at all. */
@NullMarked
package uk.wayleave.streetmanager.use;

import org.jspecify.annotations.NullMarked;
