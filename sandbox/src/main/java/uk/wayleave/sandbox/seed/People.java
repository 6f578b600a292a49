package uk.wayleave.sandbox.seed;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Fictional persons with fictional numbers: from Ofcom's ranges for drama, mailboxes in a reserved domain. */
final class People {
    private static final List<String> NAMES = List.of(
            "Rowan Tolliver",
            "Anneka Brightwater",
            "Dilip Chaudhuri-Marsh",
            "Morwenna Pask",
            "Stellan Ogilby",
            "Comfort Asante-Hale",
            "Gethin Rowlandson",
            "Yusra Kettlewell",
            "Piers Amblecote",
            "Linnea Fordingbridge",
            "Obadiah Swithin-Kaur",
            "Tamsin Penhallurick",
            "Kofi Larkwhistle",
            "Bronagh Silverdale",
            "Ignatius Mowbray-Desai",
            "Saoirse Underhallow",
            "Leopold Nightingate",
            "Zainab Thornbury-Cole",
            "Caradoc Wintersgill",
            "Philippa Osei-Hartwell");

    private final Random random;

    People(Random random) {
        this.random = random;
    }

    String anybody() {
        return NAMES.get(random.nextInt(NAMES.size()));
    }

    /** As a product would identify somebody: the initial and the last name. */
    static String identifier(String person) {
        return person.substring(0, 1)
                + person.substring(person.indexOf(' ') + 1).replace("-", "");
    }

    static String mailbox(String person) {
        return identifier(person).toLowerCase(Locale.ROOT) + "@works.example";
    }

    String mobile() {
        return "07700 900" + (100 + random.nextInt(900));
    }

    String landline() {
        return "01632 960" + (100 + random.nextInt(900));
    }
}
