/** What the environment sets, checked before anything starts. */
@NullMarked
package uk.wayleave.app.settings;

import org.jspecify.annotations.NullMarked;
