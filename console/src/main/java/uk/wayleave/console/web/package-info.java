/** How a page is asked for and answered: cookies, forms, forged requests, who may see what. */
@NullMarked
package uk.wayleave.console.web;

import org.jspecify.annotations.NullMarked;
