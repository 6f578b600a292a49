package uk.wayleave.register.call;

import java.time.LocalDate;

/** How many calls of one day, in the United Kingdom, came to what. */
public record CallsOfDay(LocalDate day, CallState state, long number) {}
