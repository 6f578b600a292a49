/** The Controller's organisations and accounts of Street Manager. */
@NullMarked
package uk.wayleave.console.vault;

import org.jspecify.annotations.NullMarked;
