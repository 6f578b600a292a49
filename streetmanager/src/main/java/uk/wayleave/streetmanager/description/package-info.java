/** APIs as they are described: by a swagger file that somebody holds, by the catalogue, and what differs. */
@NullMarked
package uk.wayleave.streetmanager.description;

import org.jspecify.annotations.NullMarked;
