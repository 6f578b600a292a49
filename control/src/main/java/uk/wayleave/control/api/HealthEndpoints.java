package uk.wayleave.control.api;

import java.util.List;
import uk.wayleave.control.http.Access;
import uk.wayleave.control.http.Endpoint;
import uk.wayleave.control.http.Problem;
import uk.wayleave.control.http.Problem.Status;
import uk.wayleave.control.http.Refused;

/** Whether we live and are ready; a stranger learns no more than that. */
public final class HealthEndpoints {
    private final Readiness readiness;

    public HealthEndpoints(Readiness readiness) {
        this.readiness = readiness;
    }

    /** Whether everything a change needs is there: database, ledger, key. */
    @FunctionalInterface
    public interface Readiness {
        boolean isReady();
    }

    record Health(String status) {}

    public List<Endpoint> all() {
        return List.of(
                Endpoint.get("/health")
                        .named("live", "Whether this process lives")
                        .by(Access.anybody())
                        .shows(Health.class, call -> new Health("live")),
                Endpoint.get("/health/ready")
                        .named("ready", "Whether this process can do its work: database, ledger and key")
                        .by(Access.anybody())
                        .shows(Health.class, call -> ready()));
    }

    private Health ready() {
        if (readiness.isReady()) return new Health("ready");
        throw Refused.because(Problem.of(
                Status.SERVICE_UNAVAILABLE, "not-ready", "This process cannot do its work now.", "Try again later."));
    }
}
