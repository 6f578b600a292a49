package uk.wayleave.sandbox.people;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import uk.wayleave.sandbox.people.Contract.Level;
import uk.wayleave.sandbox.people.Organisation.Kind;
import uk.wayleave.sandbox.people.Organisation.Workstream;

/**
 * The organisations of the sandbox and their contracts. All of them, their people, addresses and numbers are made up:
 * telephone numbers are from Ofcom's ranges for drama, domains end in {@code .example}, and the SWA codes are from the top
 * of the range, where no real organisation is known to us.
 */
public final class Directory {
    /** SWA code of the water utility, a promoter. */
    public static final String WATER = "9981";

    /** SWA code of the fibre utility, a promoter. */
    public static final String FIBRE = "9982";

    /** SWA code of the county council as highway authority of most streets. */
    public static final String COUNTY = "9983";

    /** SWA code of the same county council as a promoter of its own works. */
    public static final String COUNTY_WORKS = "9984";

    /** SWA code of a contractor of the water utility and of the county. */
    public static final String CIVILS = "9985";

    /** SWA code of the gas network, a promoter. */
    public static final String GAS = "9986";

    /** SWA code of the neighbouring borough council, highway authority of the streets of Netherby. */
    public static final String BOROUGH = "9987";

    private static final String COUNTY_NAME = "Ashcombe County Council";
    private static final String BOROUGH_NAME = "Netherby Borough Council";

    private final Map<String, Organisation> organisations = new ConcurrentSkipListMap<>();
    private final List<Contract> contracts = List.of(
            new Contract(CIVILS, WATER, Map.of("001", Level.FULL_WRITE, "002", Level.READ_ONLY)),
            new Contract(CIVILS, COUNTY_WORKS, Map.of("001", Level.FULL_WRITE)));

    public Directory() {
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
                "telecoms",
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
        add(new Organisation(
                CIVILS,
                "ZL",
                "Larkfield Civils",
                "Larkfield Civils Ltd",
                Kind.CONTRACTOR,
                "other",
                "Larkfield",
                "ZZ9 5LC",
                "01632 960505",
                "office@larkfield-civils.example",
                "Meredith Sallow",
                List.of(workstream("000", "Default", "Meredith Sallow", "01632 960505", "larkfield-civils"))));
        add(new Organisation(
                GAS,
                "ZG",
                "Ottermouth Gas Networks",
                "Ottermouth Gas Networks Ltd",
                Kind.PROMOTER,
                "gas",
                "Ottermouth",
                "ZZ9 6OG",
                "01632 960606",
                "streetworks@ottermouth-gas.example",
                "Kwabena Holloway-Rusk",
                List.of(
                        workstream("000", "Default", "Kwabena Holloway-Rusk", "01632 960606", "ottermouth-gas"),
                        workstream("001", "Replacement", "Isolde Marchbanks", "07700 900611", "ottermouth-gas"),
                        workstream("002", "Emergency", "Rafferty Coldwell", "07700 900629", "ottermouth-gas"))));
        add(new Organisation(
                BOROUGH,
                "ZN",
                BOROUGH_NAME,
                BOROUGH_NAME,
                Kind.HIGHWAY_AUTHORITY,
                "highway_authority",
                "Netherby",
                "ZZ9 7NB",
                "01632 960707",
                "permits@netherby-council.example",
                "Cordelia Ashgrove",
                List.of(workstream("000", "Default", "Cordelia Ashgrove", "01632 960707", "netherby-council"))));
    }

    private static Workstream workstream(String prefix, String name, String person, String number, String domain) {
        String mailbox = person.toLowerCase(Locale.ROOT).replace(' ', '.');
        return new Workstream(
                prefix, name, "Works of " + name, person, number, mailbox + "@" + domain + ".example", person, number);
    }

    private void add(Organisation organisation) {
        organisations.put(organisation.swaCode(), organisation);
    }

    public List<Organisation> all() {
        return List.copyOf(organisations.values());
    }

    public Optional<Organisation> find(String swaCode) {
        return Optional.ofNullable(organisations.get(swaCode));
    }

    /** Of a code that is known to exist. */
    public Organisation get(String swaCode) {
        return find(swaCode)
                .orElseThrow(() -> new IllegalArgumentException("The sandbox has no organisation " + swaCode + "."));
    }

    /** Adds a workstream, or puts it in the place of the one with the same prefix. */
    public void keep(String swaCode, Workstream workstream) {
        organisations.computeIfPresent(swaCode, (code, organisation) -> organisation.with(workstream));
    }

    /** The contracts a contractor has. */
    public Collection<Contract> contracts(String contractor) {
        return contracts.stream()
                .filter(contract -> contract.contractor().equals(contractor))
                .toList();
    }

    public Optional<Contract> contract(String contractor, String promoter) {
        return contracts(contractor).stream()
                .filter(contract -> contract.promoter().equals(promoter))
                .findFirst();
    }

    /** Who acts for a promoter. */
    public Collection<Organisation> contractors(String promoter) {
        return contracts.stream()
                .filter(contract -> contract.promoter().equals(promoter))
                .map(contract -> get(contract.contractor()))
                .toList();
    }
}
