@NullMarked
package uk.wayleave.streetmanager;

import org.jspecify.annotations.NullMarked;
