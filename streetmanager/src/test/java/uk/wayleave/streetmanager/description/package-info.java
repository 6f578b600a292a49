@NullMarked
package uk.wayleave.streetmanager.description;

import org.jspecify.annotations.NullMarked;
