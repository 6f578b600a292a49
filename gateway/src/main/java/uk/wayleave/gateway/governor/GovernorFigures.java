package uk.wayleave.gateway.governor;

import java.util.List;
import java.util.Map;

/** How it stands with the budgets of this node, to be shown to the operator. Counts since the start. */
public record GovernorFigures(List<OfHost> hosts) {
    public GovernorFigures {
        hosts = List.copyOf(hosts);
    }

    /**
     * Of one Street Manager host.
     *
     * @param budget calls a minute of all nodes together
     * @param part of this node in it now
     * @param used calls under way, or ended within the last minute
     * @param waiting writes that wait for a place now
     * @param granted places given
     * @param refused calls refused, by the limit
     */
    public record OfHost(
            String egress,
            String host,
            long budget,
            long part,
            long used,
            int waiting,
            long granted,
            Map<Limit, Long> refused) {
        public OfHost {
            refused = Map.copyOf(refused);
        }
    }
}
