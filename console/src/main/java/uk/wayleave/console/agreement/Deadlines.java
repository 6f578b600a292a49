package uk.wayleave.console.agreement;

import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.wayleave.framework.AgreementState;
import uk.wayleave.register.agreement.RegisteredAgreement;

/** What people have to be told of in time: that an agreement ends, and that it is to be reviewed. */
final class Deadlines {
    /** An amendment takes two signatures, which in councils take weeks. */
    private static final int END_DAYS = 90;

    private static final int REVIEW_DAYS = 30;

    private Deadlines() {}

    static List<String> of(RegisteredAgreement agreement, Instant now) {
        boolean inForce = agreement.state() == AgreementState.ACTIVE || agreement.state() == AgreementState.SUSPENDED;
        if (!inForce) return List.of();
        var content = agreement.current().content();
        LocalDate today = LocalDate.ofInstant(now, Words.HERE);
        List<String> says = new ArrayList<>();
        end(today, content.until(), now).ifPresent(says::add);
        content.particulars().review().flatMap(day -> review(today, day)).ifPresent(says::add);
        return says;
    }

    private static Optional<String> end(LocalDate today, Instant until, Instant now) {
        if (!now.isBefore(until)) return Optional.of("Its time is over: nothing is let through");
        long days = ChronoUnit.DAYS.between(today, LocalDate.ofInstant(until, Words.HERE));
        return days > END_DAYS ? Optional.empty() : Optional.of("Ends " + in(days));
    }

    private static Optional<String> review(LocalDate today, LocalDate day) {
        long days = ChronoUnit.DAYS.between(today, day);
        if (days < 0) return Optional.of("Review was due on " + Words.day(day));
        return days > REVIEW_DAYS ? Optional.empty() : Optional.of("Review due " + in(days));
    }

    private static String in(long days) {
        if (days == 0) return "today";
        return "in " + days + (days == 1 ? " day" : " days");
    }
}
