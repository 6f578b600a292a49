package uk.wayleave.bench.opendata;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.Random;

/**
 * Events in the shapes and proportions of the stream, with fictional content: 300 authorities of unequal size, works
 * thick around their centres, about four events to a permit over some weeks, one in fifty an activity, the same every
 * time for one seed.
 */
final class Works {
    private static final Instant START = Instant.parse("2025-10-01T00:00:00Z");
    private static final int AUTHORITIES = 300;
    private static final int PROMOTERS = 200;
    private static final String[] STREETS = {
        "HIGH STREET", "STATION ROAD", "CHURCH LANE", "MILL ROAD", "KING STREET", "VICTORIA ROAD", "GREEN LANE"
    };
    private static final String[] TRAFFIC = {
        "No carriageway incursion", "Some carriageway incursion", "Give and take", "Two-way signals", "Road closure"
    };
    private static final String[][] LIFE = {
        {"PERMIT_SUBMITTED", "submitted", "Works planned", "planned"},
        {"PERMIT_GRANTED", "granted", "Works planned", "planned"},
        {"WORK_START", "granted", "Works in progress", "in_progress"},
        {"WORK_STOP", "closed", "Works completed", "completed"}
    };

    private static final long YEAR_SECONDS = 31_536_000L;
    /** Below the three days after which works begin at the earliest. */
    private static final int LONGEST_ANSWER_SECONDS = 250_000;

    private static final int PERMITS_APART = 10_000_000;
    /** Beyond those of any part. */
    private static final int FRESH = 2_000_000_000;

    private final Random chance;
    private final Queue<Event> pending = new PriorityQueue<>(Comparator.comparing(Event::time));
    private final double[][] centres = new double[AUTHORITIES][2];

    Works(long seed) {
        chance = new Random(seed);
        for (double[] centre : centres) {
            centre[0] = 250_000 + chance.nextDouble() * 380_000;
            centre[1] = 60_000 + chance.nextDouble() * 560_000;
        }
    }

    /** A box of 10 by 6 km around where works are thick: west, south, east, north. */
    double[] box(Random which) {
        double[] centre = centres[skewed(which, AUTHORITIES)];
        double west = centre[0] - 5000 + which.nextGaussian() * 2000;
        double south = centre[1] - 3000 + which.nextGaussian() * 2000;
        return new double[] {west, south, west + 10_000, south + 6000};
    }

    private record Event(Instant time, byte[] bytes) {}

    /**
     * About so many events of one stretch of a year, in the order in which they happened; parts are asked for one after
     * the other. What happens after the stretch comes with a later one, what happens after the year with the last.
     */
    List<byte[]> part(int part, int events, int parts) {
        long partSeconds = YEAR_SECONDS / parts;
        for (int permit = 0; permit < permits(events); permit++) {
            permit(
                    part * PERMITS_APART + permit,
                    START.plusSeconds(part * partSeconds + chance.nextInt((int) partSeconds)),
                    pending);
        }
        boolean last = part >= parts - 1;
        Instant end = START.plusSeconds((part + 1) * partSeconds);
        List<byte[]> made = new ArrayList<>();
        while (!pending.isEmpty() && (last || pending.element().time().isBefore(end))) {
            made.add(pending.remove().bytes());
        }
        return made;
    }

    /**
     * About so many events of permits that no part has.
     *
     * @param from how many such permits there are at most; those made here come after them
     */
    List<byte[]> fresh(int events, int from) {
        for (int permit = 0; permit < permits(events); permit++) {
            permit(FRESH + from + permit, START.plusSeconds(chance.nextInt((int) YEAR_SECONDS)), pending);
        }
        List<byte[]> made = new ArrayList<>();
        while (!pending.isEmpty()) {
            made.add(pending.remove().bytes());
        }
        return made;
    }

    /** How many permits make so many events. */
    static int permits(int events) {
        return Math.max(1, events * 2 / 7);
    }

    /** The reference of one of the permits of one of the parts. */
    static String reference(int part, int permit) {
        return "AA001" + (part * PERMITS_APART + permit) + "-01";
    }

    private static int skewed(Random which, int of) {
        return (int) (of * Math.pow(which.nextDouble(), 2.2));
    }

    private void permit(int id, Instant submitted, Queue<Event> into) {
        int authority = skewed(chance, AUTHORITIES);
        int promoter = skewed(chance, PROMOTERS);
        double x = Math.clamp(centres[authority][0] + chance.nextGaussian() * 6000, 1000, 690_000);
        double y = Math.clamp(centres[authority][1] + chance.nextGaussian() * 6000, 1000, 1_200_000);
        String where = place(x, y);
        int street = chance.nextInt(STREETS.length);
        int traffic = skewed(chance, TRAFFIC.length);
        Instant start = submitted.plusSeconds(86_400L * (3 + chance.nextInt(20)));
        Instant end = start.plusSeconds(86_400L * (1 + chance.nextInt(6)));
        // An authority answers within minutes or days, not all after the same time.
        Instant granted = submitted.plusSeconds(600 + chance.nextInt(LONGEST_ANSWER_SECONDS));
        Instant[] times = {submitted, granted, start, end};
        int steps = 3 + chance.nextInt(2);
        for (int step = 0; step < steps; step++) {
            String[] life = LIFE[step];
            String json = String.format(
                    Locale.ROOT,
                    "{\"event_reference\":%d,\"event_type\":\"%s\",\"object_data\":{\"work_reference_number\":\"AA001%d\","
                            + "\"permit_reference_number\":\"AA001%d-01\",\"promoter_swa_code\":\"%04d\","
                            + "\"promoter_organisation\":\"Utility %d plc\",\"highway_authority\":\"AUTHORITY %d COUNCIL\","
                            + "\"works_location_coordinates\":\"%s\",\"street_name\":\"%s\",\"area_name\":\"AREA %d\","
                            + "\"work_category\":\"Minor\",\"traffic_management_type\":\"%s\",\"proposed_start_date\":\"%s\","
                            + "\"proposed_start_time\":null,\"proposed_end_date\":\"%s\",\"proposed_end_time\":null,"
                            + "\"actual_start_date_time\":%s,\"actual_end_date_time\":%s,\"work_status\":\"%s\",\"usrn\":\"%d\","
                            + "\"highway_authority_swa_code\":\"%04d\",\"work_category_ref\":\"minor\","
                            + "\"traffic_management_type_ref\":\"%s\",\"work_status_ref\":\"%s\",\"activity_type\":\"Utility"
                            + " repair and maintenance works\",\"is_ttro_required\":\"No\",\"is_covid_19_response\":\"No\","
                            + "\"works_location_type\":\"Carriageway, Footway\",\"permit_conditions\":\"NCT01a, NCT11a\","
                            + "\"road_category\":\"%d\",\"is_traffic_sensitive\":\"No\",\"is_deemed\":\"No\",\"permit_status\":\"%s\","
                            + "\"town\":\"TOWN %d\",\"collaborative_working\":\"No\",\"close_footway\":\"No\",\"close_footway_ref\":"
                            + "\"no\"},\"event_time\":\"%s\",\"object_type\":\"PERMIT\",\"object_reference\":\"AA001%d-01\","
                            + "\"version\":1}",
                    id * 4L + step,
                    life[0],
                    id,
                    id,
                    7000 + promoter,
                    promoter,
                    authority,
                    where,
                    STREETS[street],
                    authority,
                    TRAFFIC[traffic],
                    start,
                    end,
                    step >= 2 ? "\"" + start + "\"" : "null",
                    step >= 3 ? "\"" + end + "\"" : "null",
                    life[2],
                    10_000_000 + authority * 1000 + (int) (x % 1000),
                    authority + 1000,
                    TRAFFIC[traffic].toLowerCase(Locale.ROOT).replace(' ', '_').replace('-', '_'),
                    life[3],
                    1 + chance.nextInt(5),
                    life[1],
                    authority,
                    times[step].plusMillis(chance.nextInt(1000)),
                    id);
            into.add(new Event(times[step], json.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private String place(double x, double y) {
        return switch (chance.nextInt(10)) {
            case 0, 1, 2 ->
                String.format(
                        Locale.ROOT,
                        "LINESTRING(%.2f %.2f,%.2f %.2f)",
                        x,
                        y,
                        x + 5 + chance.nextInt(60),
                        y + chance.nextInt(60));
            case 3 ->
                String.format(
                        Locale.ROOT,
                        "POLYGON((%.2f %.2f,%.2f %.2f,%.2f %.2f,%.2f %.2f))",
                        x,
                        y,
                        x + 8,
                        y,
                        x + 8,
                        y + 4,
                        x,
                        y);
            default -> String.format(Locale.ROOT, "POINT(%.4f %.4f)", x, y);
        };
    }
}
