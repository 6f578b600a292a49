package uk.wayleave.register.agreement;

/** @param says what is missing, for people: a sentence without its full stop */
public record Gap(Part part, String says) {}
