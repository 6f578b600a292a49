package uk.wayleave.sandbox;

import java.time.Instant;

/**
 * One line of a works' history, which is also one line of the updates an organisation polls.
 *
 * @param updateId grows by one with every line of the whole sandbox
 * @param at when
 * @param by whose doing it was
 * @param event what happened, to what
 */
record HistoryRow(long updateId, Instant at, Actor by, Event event) {}
