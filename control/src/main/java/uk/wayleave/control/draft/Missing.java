package uk.wayleave.control.draft;

/**
 * What is missing of a draft, or wrong in it.
 *
 * @param field whose answer has to change
 * @param text what to do
 */
public record Missing(String field, String text) {}
