/** A real browser for the tests of every module that has pages. */
@org.jspecify.annotations.NullMarked
package uk.wayleave.pages.browser;
