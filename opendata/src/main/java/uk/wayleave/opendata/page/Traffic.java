package uk.wayleave.opendata.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Kinds of traffic management, by the codes of the open data ({@code traffic_management_type_ref}). */
enum Traffic {
    ROAD_CLOSURE("Road closure"),
    CONTRA_FLOW("Contraflow"),
    LANE_CLOSURE("Lane closure"),
    MULTI_WAY_SIGNALS("Multi-way signals"),
    TWO_WAY_SIGNALS("Two-way signals"),
    CONVOY_WORKINGS("Convoy workings"),
    STOP_GO_BOARDS("Stop/go boards"),
    PRIORITY_WORKING("Priority working"),
    GIVE_AND_TAKE("Give and take"),
    SOME_CARRIAGEWAY_INCURSION("Some carriageway incursion"),
    NO_CARRIAGEWAY_INCURSION("No carriageway incursion");

    private final String words;

    Traffic(String words) {
        this.words = words;
    }

    static Optional<Traffic> of(String code) {
        return Arrays.stream(values()).filter(one -> one.code().equals(code)).findFirst();
    }

    static List<Traffic> all() {
        return List.of(values());
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String words() {
        return words;
    }
}
