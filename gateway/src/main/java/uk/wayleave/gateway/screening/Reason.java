package uk.wayleave.gateway.screening;

import java.util.Optional;
import uk.wayleave.gateway.call.Passage;
import uk.wayleave.gateway.refusal.Refusal;
import uk.wayleave.gateway.refusal.Refused;
import uk.wayleave.screening.Screening;

/** Why a requester has a call go on in spite of a finding: the header {@value #HEADER}, screened itself. */
final class Reason {
    static final String HEADER = "Wayleave-Screening-Override";

    private static final int LEAST = 10;
    private static final int MOST = 200;

    private Reason() {}

    /** Empty where none is given; one that cannot be taken stops the call. */
    static Optional<String> of(Passage passage, Screening screening) {
        Optional<String> given = passage.incoming().headers().override();
        given.ifPresent(reason -> {
            boolean plain = reason.length() >= LEAST
                    && reason.length() <= MOST
                    && reason.chars().allMatch(c -> c >= ' ' && c <= '~');
            if (!plain) {
                throw refused("It is " + LEAST + " to " + MOST + " printable ASCII characters, in your own words.");
            }
            if (!screening.screen(reason).isEmpty()) {
                throw refused("There is personal data in the reason itself. Say why without naming anybody.");
            }
        });
        return given;
    }

    private static Refused refused(String why) {
        return new Refused(
                new Refusal.BadRequest(422, "override-reason-not-taken", why, Optional.of("header " + HEADER)));
    }
}
