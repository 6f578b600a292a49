package uk.wayleave.pages;

/**
 * Something wrong with what was typed.
 *
 * @param field the id of the control
 * @param text what is wrong and what to do, ending without a full stop (GOV.UK error messages)
 */
public record FormError(String field, String text) {}
