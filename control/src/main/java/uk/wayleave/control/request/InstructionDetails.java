package uk.wayleave.control.request;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import uk.wayleave.control.http.Fields;
import uk.wayleave.control.http.Meaning;
import uk.wayleave.control.http.Refused;
import uk.wayleave.framework.Box;
import uk.wayleave.framework.InstructionKind;
import uk.wayleave.framework.OperationId;
import uk.wayleave.framework.Purpose;
import uk.wayleave.framework.Scope;
import uk.wayleave.framework.Tier;
import uk.wayleave.register.request.WantedInstruction;

/** The instruction a product asks for: an element of {@code authorization_details} (RFC 9396 section 2). */
public record InstructionDetails(
        @Meaning("wayleave_instruction") String type,

        InstructionKind kind,
        Purpose purpose,
        Set<OperationId> operations,

        @Meaning("Work reference numbers, or [\"all\"] works of the Controller")
        List<String> references,

        @Meaning(
                "The part of the map that it is about, min_easting, min_northing, max_easting, max_northing in metres of"
                        + " the British National Grid; left out for none")
        Optional<List<Integer>> area,

        @Meaning("The highest tier it asks for") Tier tier,

        @Meaning("Whether it asks for more than the open fields of other organisations' records; left out for no")
        Optional<Boolean> closedOfOthers,

        @Meaning("The first instant it covers; left out for now")
        Optional<Instant> from,

        @Meaning("The first instant it no longer covers, at most 90 days later")
        Instant until,

        @Meaning("Left out for unlimited within its time; of a one-off, 1")
        Optional<Long> uses) {
    /** The one type there is. */
    public static final String TYPE = "wayleave_instruction";

    private static final Pattern REFERENCE = Pattern.compile("[A-Z0-9][A-Z0-9_-]{4,23}");

    /**
     * @param at where it stands, as a JSON Pointer
     * @throws Refused if a member says what it cannot
     */
    public WantedInstruction wanted(String at, Instant now) {
        if (!type.equals(TYPE)) throw Refused.member(at + "/type", "There is no such type.", "Send " + TYPE + ".");
        if (!purpose.servesTheController())
            throw Refused.member(
                    at + "/purpose",
                    "This is an other use (framework A5), which takes open data and no instruction.",
                    "Use open data, or name a purpose that serves the Controller.");
        if (operations.isEmpty())
            throw Refused.member(at + "/operations", "It names no operation.", "Name one at least.");
        List<String> capitals = references.equals(List.of(Fields.ALL))
                ? references
                : references.stream()
                        .map(reference -> reference.toUpperCase(Locale.ROOT))
                        .toList();
        return new WantedInstruction(
                kind,
                purpose,
                operations,
                Fields.scope(at + "/references", capitals, REFERENCE, "Send work reference numbers, or [\"all\"]."),
                area.map(edges -> box(at, edges)),
                tier,
                closedOfOthers.orElse(false),
                from.filter(one -> one.isAfter(now)).orElse(now),
                until,
                uses.map(OptionalLong::of)
                        .orElseGet(() -> kind == InstructionKind.ONE_OFF ? OptionalLong.of(1) : OptionalLong.empty()));
    }

    private static Box box(String at, List<Integer> edges) {
        try {
            if (edges.size() == 4) return new Box(edges.get(0), edges.get(1), edges.get(2), edges.get(3));
        } catch (IllegalArgumentException wrong) {
            // Said below: it is the same for the person who reads it.
        }
        throw Refused.member(
                at + "/area",
                "It is not four edges, is inverted, or off the British National Grid.",
                "Send whole metres: [min_easting, min_northing, max_easting, max_northing].");
    }

    /** As the product gets it back (RFC 9396 section 7). */
    public static InstructionDetails of(WantedInstruction wanted) {
        return new InstructionDetails(
                TYPE,
                wanted.kind(),
                wanted.purpose(),
                new TreeSet<>(wanted.operations()),
                wanted.references() instanceof Scope.Only<String>(Set<String> members)
                        ? members.stream().sorted().toList()
                        : List.of(Fields.ALL),
                wanted.area()
                        .map(box -> List.of(box.minEasting(), box.minNorthing(), box.maxEasting(), box.maxNorthing())),
                wanted.tier(),
                Optional.of(wanted.closedOfOthers()),
                Optional.of(wanted.from()),
                wanted.until(),
                wanted.uses().isPresent() ? Optional.of(wanted.uses().getAsLong()) : Optional.empty());
    }
}
