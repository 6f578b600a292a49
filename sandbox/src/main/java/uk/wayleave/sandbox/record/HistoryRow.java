package uk.wayleave.sandbox.record;

import java.time.Instant;
import uk.wayleave.sandbox.people.Actor;

/**
 * One line of a works' history, which is also one line of the updates an organisation polls.
 *
 * @param updateId grows by one with every line of the whole sandbox
 * @param at when
 * @param by whose doing it was
 * @param event what happened, to what
 */
public record HistoryRow(long updateId, Instant at, Actor by, Event event) {}
