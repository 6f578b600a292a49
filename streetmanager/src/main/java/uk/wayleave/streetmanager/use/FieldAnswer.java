package uk.wayleave.streetmanager.use;

import java.util.Optional;
import uk.wayleave.streetmanager.FieldClass;

/**
 * From where one field may be had.
 *
 * @param place a JSON Pointer into the body, with {@code *} for any place of an array
 * @param sent whether it is of what is sent to Street Manager, rather than of what it answers
 * @param openName its name in the open data; empty where it is not published
 * @param why in a sentence
 */
public record FieldAnswer(
        String place, boolean sent, FieldClass holds, Route route, Optional<String> openName, String why) {}
