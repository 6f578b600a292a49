@NullMarked
package uk.wayleave.pages;

import org.jspecify.annotations.NullMarked;
