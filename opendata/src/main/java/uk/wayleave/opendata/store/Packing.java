package uk.wayleave.opendata.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDictCompress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Events are small and alike: with a dictionary of what they all say they take a fifth of their room where without one it
 * were a half. The first byte names how something was packed, so that another way can come; one that was used is never
 * changed.
 */
final class Packing implements AutoCloseable {
    /** Deflate (RFC 1951) with {@link #DICTIONARY_1}, which is read but no longer written. */
    static final byte DEFLATE = 1;

    /** Zstandard (RFC 8878) with {@link #DICTIONARY_1} as content, without magic number: as small in half the time. */
    static final byte ZSTANDARD = 2;

    /** Of 1 to 5 on events, the first that is as small as Deflate was. */
    private static final int LEVEL = 5;

    /** What is most common comes last: distances within it are the shortest. */
    static final byte[] DICTIONARY_1 = ("\"section_58_reference_number\":\"S58-\",\"section_58_status\":\"in_force\","
                    + "\"section_58_duration\":\"six_months\",\"section_58_extent\":\"whole_road\","
                    + "\"section_58_location_type\":[\"Carriageway\"],\"section_58_coordinates\":\"LINESTRING(\","
                    + "\"status_change_date\":\"\",SECTION_58_CREATED,\"object_type\":\"SECTION_58\",ACTIVITY_CREATED,"
                    + "ACTIVITY_UPDATED,ACTIVITY_CANCELLED,\"object_type\":\"ACTIVITY\","
                    + "\"activity_reference_number\":\"ARN-\",\"activity_name\":\"\",\"activity_type_details\":\"\","
                    + "\"activity_location_type\":[\"Footway\"],\"activity_location_description\":\"\","
                    + "\"traffic_management_required\":\"No\",\"start_date\":\"\",\"start_time\":\"\",\"end_date\":\"\","
                    + "\"end_time\":\"\",\"cancelled\":\"No\",\"activity_coordinates\":\"POINT(\",Not provided,"
                    + "Two-way signals,two_way_signals,Multi-way signals,multi_way_signals,Give and take,give_and_take,"
                    + "Some carriageway incursion,some_carriageway_incursion,No carriageway incursion,"
                    + "no_carriageway_incursion,Road closure,road_closure,Lane closure,lane_closure,Stop/go boards,"
                    + "stop_go_boards,Priority working,priority_working,Immediate - urgent,immediate_urgent,"
                    + "Immediate - emergency,immediate_emergency,Highway improvement works,"
                    + "Highway repair and maintenance works,Remedial works,Works for road purposes,"
                    + "New service connection,Utility asset works,Disconnection or alteration of supply,PERMIT_REVOKED,"
                    + "PERMIT_REFUSED,PERMIT_CANCELLED,PERMIT_ALTERATION_GRANTED,PERMIT_SUBMITTED,PERMIT_GRANTED,"
                    + "WORK_START_REVERTED,WORK_STOP_REVERTED,WORK_START,WORK_STOP,submitted,granted,refused,closed,"
                    + "cancelled,progressed,permit_modification_request,Works planned,Works cancelled,planned,in_progress,"
                    + "completed,Footpath,Verge,Cycleway,\"works_location_type\":[\"Carriageway\",\"Footway\"],"
                    + "\"permit_conditions\":[\"NCT01a\",\"NCT02a\",\"NCT04a\",\"NCT11a\"],"
                    + "\"proposed_start_date\":\"2026-06-10\",\"proposed_end_date\":\"2026-06-12\",\"collaborative_working\":"
                    + "\"No\",\"collaboration_type\":null,\"collaboration_type_ref\":null,\"close_footway\":\"No\","
                    + "\"close_footway_ref\":\"no\",\"current_traffic_management_type\":null,"
                    + "\"current_traffic_management_type_ref\":null,\"current_traffic_management_update_date\":null,"
                    + "{\"event_reference\":,\"event_type\":\"WORK_START\",\"object_data\":{\"work_reference_number\":\"\","
                    + "\"permit_reference_number\":\"-01\",\"promoter_swa_code\":\"\",\"promoter_organisation\":\"\","
                    + "\"highway_authority\":\" COUNTY COUNCIL\",\"works_location_coordinates\":\"LINESTRING(\","
                    + "\"works_location_coordinates\":\"POLYGON((\",\"works_location_coordinates\":\"POINT(\","
                    + "\"street_name\":\" ROAD\",\"area_name\":\"\",\"work_category\":\"Standard\",\"work_category\":\"Major\","
                    + "\"work_category\":\"Minor\",\"traffic_management_type\":\"\",\"proposed_start_date\":"
                    + "\"2026-06-23T23:00:00.000Z\",\"proposed_start_time\":null,\"proposed_end_date\":"
                    + "\"2026-06-27T23:00:00.000Z\",\"proposed_end_time\":null,\"actual_start_date_time\":\"2026-\","
                    + "\"actual_end_date_time\":null,\"work_status\":\"Works completed\",\"work_status\":"
                    + "\"Works in progress\",\"usrn\":\"\",\"highway_authority_swa_code\":\"\",\"work_category_ref\":\"minor\","
                    + "\"traffic_management_type_ref\":\"\",\"work_status_ref\":\"in_progress\",\"activity_type\":"
                    + "\"Utility repair and maintenance works\",\"is_ttro_required\":\"No\",\"is_covid_19_response\":\"No\","
                    + "\"works_location_type\":\"Carriageway, Footway\",\"permit_conditions\":\"NCT01a, NCT01b, NCT11a\","
                    + "\"road_category\":\"4\",\"is_traffic_sensitive\":\"No\",\"is_deemed\":\"No\",\"permit_status\":"
                    + "\"granted\",\"town\":\"\"},\"event_time\":\"2026-\",\"object_type\":\"PERMIT\","
                    + "\"object_reference\":\"-01\",\"version\":1}")
            .getBytes(StandardCharsets.UTF_8);

    private static final ZstdDictCompress DICTIONARY = new ZstdDictCompress(DICTIONARY_1, LEVEL);

    private final ZstdCompressCtx context = new ZstdCompressCtx();
    private byte[] buffer = new byte[4096];

    /** One of these packs one thing after another. To make it costs more than to pack an event. */
    Packing() {
        context.setLevel(LEVEL).setMagicless(true).setDictID(false).setChecksum(false);
        context.loadDict(DICTIONARY);
    }

    /** Not for several threads at once. */
    byte[] packed(byte[] bytes) {
        int most = 1 + (int) Zstd.compressBound(bytes.length);
        if (buffer.length < most) {
            buffer = new byte[most];
        }
        buffer[0] = ZSTANDARD;
        int length = context.compressByteArray(buffer, 1, buffer.length - 1, bytes, 0, bytes.length);
        return Arrays.copyOf(buffer, 1 + length);
    }

    @Override
    public void close() {
        context.close();
    }

    /**
     * One thing alone.
     *
     * @throws IllegalStateException if this is not what we packed
     */
    static byte[] unpacked(byte[] packed) {
        try (Unpacking unpacking = new Unpacking()) {
            return unpacking.unpacked(packed);
        }
    }
}
