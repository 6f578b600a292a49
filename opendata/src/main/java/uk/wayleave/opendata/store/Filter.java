package uk.wayleave.opendata.store;

import java.util.List;
import java.util.Optional;

/** What records can be asked for by, under the names that the open fields have, and shorter ones. */
public enum Filter {
    AUTHORITY("authority", "highway_authority_swa_code", "authority"),
    PROMOTER("promoter", "promoter_swa_code", "promoter"),
    USRN("usrn", "usrn"),
    STREET("street", "street_name", "street"),
    STATUS("status", "work_status_ref", "section_58_status", "status"),
    PERMIT_STATUS("permit_status", "permit_status"),
    CATEGORY("category", "work_category_ref", "category"),
    TRAFFIC_MANAGEMENT("traffic_management", "traffic_management_type_ref", "traffic_management"),
    ACTIVITY_TYPE("activity_type", "activity_type"),
    WORKS("works", "work_reference_number", "works");

    private final String column;

    @SuppressWarnings("ImmutableEnumChecker") // what List.of makes is immutable
    private final List<String> parameters;

    Filter(String column, String... parameters) {
        this.column = column;
        this.parameters = List.of(parameters);
    }

    String column() {
        return column;
    }

    /** As the query of an address names it; any of these. */
    public List<String> parameters() {
        return parameters;
    }

    public static Optional<Filter> of(String parameter) {
        for (Filter filter : values()) {
            if (filter.parameters.contains(parameter)) {
                return Optional.of(filter);
            }
        }
        return Optional.empty();
    }
}
