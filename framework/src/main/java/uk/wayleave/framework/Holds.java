package uk.wayleave.framework;

/** Why one clause holds for one call. */
public record Holds(ClauseId clause, String why) {}
