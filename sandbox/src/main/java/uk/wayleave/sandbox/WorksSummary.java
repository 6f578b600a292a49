package uk.wayleave.sandbox;

import java.util.List;

/**
 * What the sandbox holds about one works, for demonstrations and tests to pick references from.
 *
 * @param reference the works reference number
 * @param promoterSwaCode who carries the works out
 * @param highwayAuthoritySwaCode whose street it is
 * @param workstream three digits
 * @param status Street Manager's code, for instance {@code in_progress}
 * @param street where
 * @param permits its permits, oldest first
 */
public record WorksSummary(
        String reference,
        String promoterSwaCode,
        String highwayAuthoritySwaCode,
        String workstream,
        String status,
        String street,
        List<PermitSummary> permits) {

    public WorksSummary {
        permits = List.copyOf(permits);
    }

    /** One permit: its reference and Street Manager's code of its status. */
    public record PermitSummary(String reference, String status) {}
}
