package uk.wayleave.sandbox.permits;

import java.util.Map;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.sandbox.call.Call;
import uk.wayleave.sandbox.call.Parts;
import uk.wayleave.sandbox.people.Organisation;
import uk.wayleave.sandbox.record.Category;
import uk.wayleave.sandbox.wire.Answer;
import uk.wayleave.sandbox.wire.Json;

/** What a permit costs, in pounds. The sums are made up and the same for every authority of the sandbox. */
public final class FeeMatrix {
    private static final Map<String, Integer> SENSITIVE = Map.of(
            "major_paa_fee", 105,
            "major_work_permit_fee", 240,
            "standard_works_permit_fee", 130,
            "minor_works_permit_fee", 65,
            "immediate_works_permit_fee", 60,
            "permit_variation_fee", 45);
    private static final Map<String, Integer> NOT_SENSITIVE = Map.of(
            "major_paa_fee", 75,
            "major_work_permit_fee", 150,
            "standard_works_permit_fee", 75,
            "minor_works_permit_fee", 45,
            "immediate_works_permit_fee", 40,
            "permit_variation_fee", 35);

    private final Parts parts;

    public FeeMatrix(Parts parts) {
        this.parts = parts;
    }

    /** Of any authority, for any account. */
    public Answer get(Call call) {
        return parts.directory()
                .find(call.at("organisationReference"))
                .filter(organisation -> organisation.kind() == Organisation.Kind.HIGHWAY_AUTHORITY)
                .map(organisation -> Answer.ok(parts.fit(call, "work.FeeMatrixResponse", matrix())))
                .orElseGet(() -> Answer.notFound("Fee matrix"));
    }

    private static ObjectNode matrix() {
        ObjectNode said = Json.object();
        SENSITIVE.forEach((name, pounds) -> said.put(name + "_traffic_sensitive", pounds));
        NOT_SENSITIVE.forEach((name, pounds) -> said.put(name + "_non_traffic_sensitive", pounds));
        said.put("discount_guidance", "30 per cent for works that share traffic management");
        said.put("charge_band_one_cost", 500).put("charge_band_one_description", "One lane, off peak");
        said.put("charge_band_two_cost", 1500).put("charge_band_two_description", "One lane, peak");
        said.put("charge_band_three_cost", 2500).put("charge_band_three_description", "Whole road");
        said.put("lane_rental_discount_guidance", "Half when the lane is open at peak times");
        return said;
    }

    /** What a permit of a category costs. */
    public static int fee(Category category, boolean trafficSensitive) {
        Map<String, Integer> fees = trafficSensitive ? SENSITIVE : NOT_SENSITIVE;
        String name = switch (category) {
            case PAA -> "major_paa_fee";
            case MAJOR, HS2_HIGHWAY -> "major_work_permit_fee";
            case STANDARD -> "standard_works_permit_fee";
            case MINOR -> "minor_works_permit_fee";
            case IMMEDIATE_URGENT, IMMEDIATE_EMERGENCY -> "immediate_works_permit_fee";
        };
        return fees.getOrDefault(name, 0);
    }
}
