/** The open data for people: a map of works with its list, works with their timeline, charts, and the API in words. */
@NullMarked
package uk.wayleave.opendata.page;

import org.jspecify.annotations.NullMarked;
