/** How pages for people look: GOV.UK Frontend's components under our own name and colours, and the rendering of them. */
@NullMarked
package uk.wayleave.pages;

import org.jspecify.annotations.NullMarked;
