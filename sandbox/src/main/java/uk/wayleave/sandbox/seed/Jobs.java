package uk.wayleave.sandbox.seed;

import java.util.List;
import java.util.Random;
import uk.wayleave.sandbox.people.Directory;

/** What the promoters of the sandbox do in the street. */
final class Jobs {
    private static final List<Job> WATER = List.of(
            new Job("Renew 40 metres of 125 mm water main", "utility_asset_works", "multi_way_signals", 7),
            new Job("Repair leaking communication pipe", "utility_repair_and_maintenance_works", "give_and_take", 2),
            new Job("Lay new 32 mm supply to development", "new_service_connection", "some_carriageway_incursion", 3),
            new Job("Replace seized stop tap and chamber", "utility_repair_and_maintenance_works", "give_and_take", 1),
            new Job("Fit pressure logger in existing chamber", "utility_asset_works", "stop_go_boards", 2));
    private static final List<Job> FIBRE = List.of(
            new Job("Install 120 metres of duct and two chambers", "utility_asset_works", "two_way_signals", 6),
            new Job("Clear blocked duct and pull cable", "utility_repair_and_maintenance_works", "priority_working", 1),
            new Job("Raise sunken chamber cover", "remedial_works", "no_carriageway_incursion", 2),
            new Job("Set cabinet base and connect it", "utility_asset_works", "no_carriageway_incursion", 4));
    private static final List<Job> GAS = List.of(
            new Job("Replace 60 metres of cast iron main by insertion", "utility_asset_works", "two_way_signals", 8),
            new Job("Repair escape on service", "utility_repair_and_maintenance_works", "give_and_take", 2),
            new Job("Cut off supply before demolition", "disconnection_or_alteration_of_supply", "give_and_take", 1));
    private static final List<Job> COUNTY = List.of(
            new Job(
                    "Resurface carriageway with thin surfacing",
                    "highway_repair_and_maintenance_works",
                    "road_closure",
                    5),
            new Job("Replace collapsed gully and connection", "works_for_road_purposes", "lane_closure", 3),
            new Job("Renew kerbs and footway", "highway_improvement_works", "some_carriageway_incursion", 6));

    private Jobs() {}

    /**
     * @param activity Street Manager's code
     * @param trafficManagement Street Manager's code
     * @param days that it takes
     */
    record Job(String description, String activity, String trafficManagement, int days) {}

    static Job of(String promoter, Random random) {
        List<Job> jobs = switch (promoter) {
            case Directory.WATER -> WATER;
            case Directory.FIBRE -> FIBRE;
            case Directory.GAS -> GAS;
            default -> COUNTY;
        };
        return jobs.get(random.nextInt(jobs.size()));
    }
}
