package uk.wayleave.opendata.store;

import java.util.Optional;
import org.locationtech.jts.geom.Geometry;
import uk.wayleave.opendata.event.ObjectKind;

/**
 * A permit, activity or Section 58 in the state that its latest event tells of.
 *
 * @param works the reference of the works; empty where it belongs to none
 * @param properties the open set, as JSON
 * @param geometry on the grid
 */
public record OpenObject(
        ObjectKind kind,
        String reference,
        String works,
        String properties,
        Optional<Geometry> geometry,
        Origin origin) {}
