package uk.wayleave.opendata.event;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.opendata.geometry.Place;

/**
 * What an event says of its object: the members of the open set, in the form in which they are served, and what objects
 * are found by.
 *
 * @param properties all of the open set that was published, but for the coordinates
 * @param starts when it begins: the actual time where there is one, else the proposed one
 * @param ends when it ends, not before it begins
 */
public record OpenRecord(
        ObjectNode properties,
        Place place,
        Optional<Instant> starts,
        Optional<Instant> ends,
        Optional<String> authority,
        Optional<String> promoter,
        Optional<String> usrn,
        Optional<String> street,
        Optional<String> status,
        Optional<String> permitStatus,
        Optional<String> category,
        Optional<String> trafficManagement,
        Optional<String> activityType) {

    /** The properties as JSON, with a word about coordinates that could not be read. */
    public String text() {
        return CanonicalJson.inOrder(
                place instanceof Place.Malformed(String why)
                        ? properties.deepCopy().put("geometry_note", why)
                        : properties);
    }
}
