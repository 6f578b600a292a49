/** {@code screen}: files of texts, screened for personal data. */
@NullMarked
package uk.wayleave.app.screen;

import org.jspecify.annotations.NullMarked;
