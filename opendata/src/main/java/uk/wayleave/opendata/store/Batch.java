package uk.wayleave.opendata.store;

import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.locationtech.jts.geom.Envelope;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.WKBWriter;
import uk.wayleave.opendata.event.ObjectKind;
import uk.wayleave.opendata.event.OpenEvent;
import uk.wayleave.opendata.event.OpenRecord;
import uk.wayleave.opendata.event.Provenance;
import uk.wayleave.opendata.event.Reading;
import uk.wayleave.opendata.geometry.Cells;
import uk.wayleave.opendata.geometry.Place;

/**
 * Arrivals that are written together, each event once, with the latest of each object marked; as rows already, so that
 * whoever writes one batch after the other has no more to do than to write.
 */
public final class Batch {
    private final Map<Key, Form> forms = new LinkedHashMap<>();
    private final Map<ObjectKey, OpenEvent> latest = new HashMap<>();
    private final List<Arrival> unreadable = new ArrayList<>();
    private final List<Arrival> signed = new ArrayList<>();
    private final InputStream staging;
    private final int arrivals;

    private record ObjectKey(ObjectKind kind, String reference) {}

    private record Key(ObjectKey object, Instant time, long number, UUID content) {
        static Key of(OpenEvent event) {
            return new Key(
                    new ObjectKey(event.kind(), event.reference()), event.time(), event.number(), event.content());
        }
    }

    /** An event in the form that is kept, and all the ways it came. */
    private record Form(Arrival kept, OpenEvent event, int provenance) {
        Form and(Arrival other) {
            return new Form(
                    isBetter(other, kept) ? other : kept,
                    event,
                    provenance | other.provenance().bit());
        }

        private static boolean isBetter(Arrival one, Arrival other) {
            if (one.provenance() != other.provenance()) {
                return one.provenance() == Provenance.SIGNED;
            }
            return Arrays.compareUnsigned(one.hash(), other.hash()) < 0;
        }
    }

    private Batch(Collection<Arrival> arrivals) {
        arrivals.forEach(this::add);
        this.arrivals = arrivals.size();
        staging = stagingRows();
    }

    /** To be written once. */
    public static Batch of(Collection<Arrival> arrivals) {
        return new Batch(arrivals);
    }

    /** How many arrivals it is made of. */
    public int arrivals() {
        return arrivals;
    }

    private void add(Arrival arrival) {
        switch (arrival.reading()) {
            case Reading.Unreadable _ -> unreadable.add(arrival);
            case Reading.Read(OpenEvent event) -> {
                Key key = Key.of(event);
                Form known = forms.get(key);
                forms.put(
                        key,
                        known == null
                                ? new Form(arrival, event, arrival.provenance().bit())
                                : known.and(arrival));
                latest.merge(key.object(), event, (one, other) -> one.compareTo(other) >= 0 ? one : other);
                if (arrival.envelope().isPresent()) {
                    signed.add(arrival);
                }
            }
        }
    }

    int events() {
        return forms.size();
    }

    int unreadable() {
        return unreadable.size();
    }

    boolean hasSigned() {
        return !signed.isEmpty();
    }

    /** For {@link Statements#STAGE}. */
    InputStream staging() {
        return staging;
    }

    private InputStream stagingRows() {
        CopyRows rows = new CopyRows();
        int place = 0;
        for (Form form : forms.values()) {
            OpenEvent event = form.event();
            boolean isLatest = event.equals(latest.get(new ObjectKey(event.kind(), event.reference())));
            rows.row(Statements.STAGE_COLUMNS)
                    .int4(place++)
                    .int2(event.kind().code())
                    .text(event.reference())
                    .text(event.works())
                    .time(event.time())
                    .int8(event.number())
                    .uuid(event.content())
                    .text(event.type())
                    .int2(form.provenance())
                    .bytes(form.kept().hash())
                    .bytes(form.kept().packed())
                    .time(form.kept().received())
                    .bool(isLatest);
            if (isLatest) {
                state(event.record(), form.kept().packedProperties(), rows);
            } else {
                for (int i = 0; i < Statements.STATE_COLUMNS; i++) {
                    rows.none();
                }
            }
        }
        return rows.finished();
    }

    private static void state(OpenRecord record, byte[] packedProperties, CopyRows rows) {
        Optional<Geometry> geometry =
                record.place() instanceof Place.Known(Geometry known) ? Optional.of(known) : Optional.empty();
        if (geometry.isPresent()) {
            Envelope box = geometry.get().getEnvelopeInternal();
            rows.int4(Cells.of(box))
                    .int4((int) Math.floor(box.getMinX()))
                    .int4((int) Math.floor(box.getMinY()))
                    .int4((int) Math.ceil(box.getMaxX()))
                    .int4((int) Math.ceil(box.getMaxY()));
        } else {
            rows.none().none().none().none().none();
        }
        rows.time(record.starts())
                .time(record.ends())
                .text(record.authority())
                .text(record.promoter())
                .text(record.usrn())
                .text(record.street())
                .text(record.status())
                .text(record.permitStatus())
                .text(record.category())
                .text(record.trafficManagement())
                .text(record.activityType());
        if (geometry.isPresent()) {
            rows.bytes(new WKBWriter(2).write(geometry.get()));
        } else {
            rows.none();
        }
        rows.bytes(packedProperties);
    }

    InputStream unreadableRows() {
        CopyRows rows = new CopyRows();
        Map<java.nio.ByteBuffer, Arrival> once = new LinkedHashMap<>();
        unreadable.forEach(arrival -> once.putIfAbsent(java.nio.ByteBuffer.wrap(arrival.hash()), arrival));
        for (Arrival arrival : once.values()) {
            rows.row(5)
                    .bytes(arrival.hash())
                    .bytes(arrival.packed())
                    .int2(arrival.provenance().bit())
                    .text(arrival.reading() instanceof Reading.Unreadable(String why) ? why : "")
                    .time(arrival.received());
        }
        return rows.finished();
    }

    InputStream envelopeRows() {
        CopyRows rows = new CopyRows();
        Map<UUID, Arrival> once = new LinkedHashMap<>();
        for (Arrival arrival : signed) {
            arrival.envelope().ifPresent(envelope -> once.putIfAbsent(envelope.message(), arrival));
        }
        once.values()
                .forEach(arrival -> arrival.envelope().ifPresent(envelope -> envelopeRow(arrival, envelope, rows)));
        return rows.finished();
    }

    private static void envelopeRow(Arrival arrival, SignedEnvelope envelope, CopyRows rows) {
        if (!(arrival.reading() instanceof Reading.Read(OpenEvent event))) {
            return;
        }
        rows.row(12)
                .uuid(envelope.message())
                .int2(event.kind().code())
                .text(event.reference())
                .time(event.time())
                .int8(event.number())
                .uuid(event.content())
                .text(envelope.topic())
                .text(envelope.published())
                .text(envelope.subject())
                .int2(envelope.version())
                .text(envelope.certificate().toString())
                .bytes(envelope.signature());
    }
}
