@NullMarked
package uk.wayleave.streetmanager.use;

import org.jspecify.annotations.NullMarked;
