package uk.wayleave.sandbox;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import uk.wayleave.sandbox.Organisation.Kind;
import uk.wayleave.sandbox.Organisation.Workstream;

/**
 * The organisations of the sandbox. All of them, their people, addresses and numbers are made up: telephone numbers are
 * from Ofcom's ranges for drama, domains end in {@code .example}, and the SWA codes are from the top of the range, where
 * no real organisation is known to us.
 */
final class Directory {
    static final String WATER = Sandbox.WATER;
    static final String FIBRE = Sandbox.FIBRE;
    static final String COUNTY = Sandbox.COUNTY;
    static final String COUNTY_WORKS = Sandbox.COUNTY_WORKS;

    private static final String COUNTY_NAME = "Ashcombe County Council";

    private final Map<String, Organisation> organisations = new LinkedHashMap<>();

    Directory() {
        add(new Organisation(
                WATER,
                "ZW",
                "Aldermere Water",
                "Aldermere Water plc",
                Kind.PROMOTER,
                "water",
                "Aldermere",
                "ZZ9 1AW",
                "01632 960101",
                "streetworks@aldermere-water.example",
                "Priya Ramanujam",
                List.of(
                        workstream("000", "Default", "Priya Ramanujam", "01632 960101", "aldermere-water"),
                        workstream("001", "Mains renewal", "Callum Thistlewood", "07700 900114", "aldermere-water"),
                        workstream("002", "Leakage", "Ffion Maddoxley", "07700 900127", "aldermere-water"))));
        add(new Organisation(
                FIBRE,
                "ZF",
                "Tarnbrook Fibre",
                "Tarnbrook Fibre Ltd",
                Kind.PROMOTER,
                "telecommunications",
                "Tarnbrook",
                "ZZ9 2TF",
                "01632 960202",
                "noticing@tarnbrook-fibre.example",
                "Oluwaseun Adeyinka",
                List.of(
                        workstream("000", "Default", "Oluwaseun Adeyinka", "01632 960202", "tarnbrook-fibre"),
                        workstream("001", "Network build", "Marguerite Fenwicke", "07700 900231", "tarnbrook-fibre"),
                        workstream("002", "Repairs", "Idris Pennarth", "07700 900245", "tarnbrook-fibre"))));
        add(new Organisation(
                COUNTY,
                "ZC",
                COUNTY_NAME,
                COUNTY_NAME,
                Kind.HIGHWAY_AUTHORITY,
                "highway_authority",
                "Ashcombe",
                "ZZ9 3AC",
                "01632 960303",
                "permits@ashcombe-council.example",
                "Hester Quillfeather",
                List.of(workstream("000", "Default", "Hester Quillfeather", "01632 960303", "ashcombe-council"))));
        add(new Organisation(
                COUNTY_WORKS,
                "ZP",
                "Ashcombe County Council Highways Delivery",
                COUNTY_NAME,
                Kind.PROMOTER,
                "highway_authority",
                "Ashcombe",
                "ZZ9 3AC",
                "01632 960404",
                "works@ashcombe-council.example",
                "Benedict Oakhanger",
                List.of(
                        workstream("000", "Default", "Benedict Oakhanger", "01632 960404", "ashcombe-council"),
                        workstream("001", "Resurfacing", "Sunniva Brackley", "07700 900418", "ashcombe-council"),
                        workstream("002", "Drainage", "Tobias Wren-Hartley", "07700 900436", "ashcombe-council"))));
    }

    private static Workstream workstream(String prefix, String name, String person, String number, String domain) {
        String mailbox = person.toLowerCase(Locale.ROOT).replace(' ', '.');
        return new Workstream(prefix, name, person, number, mailbox + "@" + domain + ".example");
    }

    private void add(Organisation organisation) {
        organisations.put(organisation.swaCode(), organisation);
    }

    List<Organisation> all() {
        return List.copyOf(organisations.values());
    }

    Optional<Organisation> find(String swaCode) {
        return Optional.ofNullable(organisations.get(swaCode));
    }

    /** Of a code that is known to exist. */
    Organisation get(String swaCode) {
        return find(swaCode)
                .orElseThrow(() -> new IllegalArgumentException("The sandbox has no organisation " + swaCode + "."));
    }
}
