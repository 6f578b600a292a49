package uk.wayleave.opendata.api;

import java.util.Optional;

/** What people with a browser are shown. */
@FunctionalInterface
public interface Front {
    /** Empty where there is no page, and the answer for programs serves as well. */
    Optional<Answer> page(Ask ask);
}
