package uk.wayleave.opendata.page;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.prep.PreparedGeometry;
import org.locationtech.jts.geom.prep.PreparedGeometryFactory;
import uk.wayleave.opendata.api.Ask;
import uk.wayleave.opendata.store.Counts;
import uk.wayleave.opendata.store.OpenObject;
import uk.wayleave.opendata.store.RecordPage;
import uk.wayleave.opendata.store.RecordQuery;
import uk.wayleave.opendata.store.Records;
import uk.wayleave.pages.FormError;
import uk.wayleave.pages.Page;

/** Works on a day: a map, and the same as a list. */
final class MapPage {
    /** In a larger box works are drawn together. */
    private static final int ONE_BY_ONE_METRES = 30_000;

    private static final int MARKS_AT_MOST = 400;
    private static final int LISTED = 25;
    private static final int SQUARES_ACROSS = 14;

    private final Records records;
    private final Counts counts;
    private final Clock clock;

    MapPage(Records records, Counts counts, Clock clock) {
        this.records = records;
        this.counts = counts;
        this.clock = clock;
    }

    Page page(Ask ask) {
        MapAsk asked = MapAsk.of(ask, clock);
        Envelope box = asked.box();
        MapPicture picture = new MapPicture(box);
        Page page = Page.of("map")
                .with("errors", asked.errors())
                .with("wrong", asked.errors().stream().map(FormError::field).collect(Collectors.toSet()))
                .with("typed", asked.typed())
                .with("box", MapAsk.text(box))
                .with("kinds", Traffic.all())
                .with("day", asked.dayInWords())
                .with("picture", picture)
                .with("everywhere", asked.at(MapAsk.EVERYWHERE))
                .with("wide", box.equals(MapAsk.EVERYWHERE))
                .with("moves", moves(asked))
                .with("place", MapPicture.near(box.centre()));
        if (!asked.errors().isEmpty()) {
            return page.with("circles", List.of())
                    .with("marks", List.of())
                    .with("entries", List.of())
                    .with("cut", false)
                    .with("next", "");
        }
        RecordQuery within = asked.query(LISTED).within(box, touching(box));
        RecordPage listed = records.page(within.from(asked.after()));
        List<MapPicture.Circle> circles = List.of();
        List<MapPicture.Mark> marks = List.of();
        boolean cut = false;
        if (Math.max(box.getWidth(), box.getHeight()) > ONE_BY_ONE_METRES) {
            int side = side(box);
            circles = picture.circles(counts.squares(asked.query(1), box, side), side, asked);
        } else {
            RecordPage drawn = records.page(asked.query(MARKS_AT_MOST).within(box, touching(box)));
            marks = marks(drawn.records(), picture);
            cut = drawn.next().isPresent();
        }
        return page.with("circles", circles)
                .with("marks", marks)
                .with("cut", cut)
                .with("entries", listed.records().stream().map(Entry::of).toList())
                .with("next", listed.next().map(asked::from).orElse(""));
    }

    private static Predicate<Geometry> touching(Envelope box) {
        PreparedGeometry area = PreparedGeometryFactory.prepare(new GeometryFactory().toGeometry(box));
        return area::intersects;
    }

    /** A round number of metres, so that squares stay where they are when the box moves. */
    private static int side(Envelope box) {
        double wanted = box.getWidth() / SQUARES_ACROSS;
        for (int round : new int[] {1_000, 2_000, 5_000, 10_000, 20_000, 25_000}) {
            if (round >= wanted) {
                return round;
            }
        }
        return 50_000;
    }

    private static List<MapPicture.Mark> marks(List<OpenObject> drawn, MapPicture picture) {
        List<MapPicture.Mark> marks = new ArrayList<>();
        for (OpenObject record : drawn) {
            Optional<Coordinate> middle = record.geometry()
                    .map(geometry -> geometry.getInteriorPoint().getCoordinate());
            middle.ifPresent(at -> {
                Entry entry = Entry.of(record);
                marks.add(new MapPicture.Mark(
                        picture.x(at.x),
                        picture.y(at.y),
                        entry.shape(),
                        entry.href(),
                        entry.where() + ": " + entry.traffic() + ", " + entry.status()));
            });
        }
        return marks;
    }

    /** A step of the map, as a link. */
    public record Move(String words, String href) {}

    private static List<Move> moves(MapAsk asked) {
        Envelope box = asked.box();
        double width = box.getWidth();
        double height = box.getHeight();
        Coordinate centre = box.centre();
        List<Move> moves = new ArrayList<>();
        moves.add(new Move("Zoom in", asked.at(around(centre, width / 2, height / 2))));
        if (width < MapAsk.EVERYWHERE.getWidth()) {
            moves.add(new Move("Zoom out", asked.at(around(centre, width * 2, height * 2))));
            moves.add(new Move(
                    "North", asked.at(around(new Coordinate(centre.x, centre.y + height / 2), width, height))));
            moves.add(new Move(
                    "South", asked.at(around(new Coordinate(centre.x, centre.y - height / 2), width, height))));
            moves.add(new Move(
                    "West", asked.at(around(new Coordinate(centre.x - width / 2, centre.y), width, height))));
            moves.add(new Move(
                    "East", asked.at(around(new Coordinate(centre.x + width / 2, centre.y), width, height))));
        }
        return moves;
    }

    private static Envelope around(Coordinate centre, double width, double height) {
        double across = Math.max(1000, width) / 2;
        double up = Math.max(1000, height) / 2;
        return new Envelope(
                Math.round(centre.x - across),
                Math.round(centre.x + across),
                Math.round(centre.y - up),
                Math.round(centre.y + up));
    }
}
