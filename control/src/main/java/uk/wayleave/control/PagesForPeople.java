package uk.wayleave.control;

import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;
import uk.wayleave.control.openid.ProviderSignIns;
import uk.wayleave.control.signin.Passwords;
import uk.wayleave.control.signin.SignIns;
import uk.wayleave.framework.Control;
import uk.wayleave.framework.clause.Clauses;
import uk.wayleave.register.Register;
import uk.wayleave.register.ledger.LedgerReader;
import uk.wayleave.streetmanager.Catalogue;

/** Pages on the control plane's port: below {@code /console} and {@code /assets}, and at {@code /}. */
@FunctionalInterface
public interface PagesForPeople {
    /** Asked before the admin API's own; headers of pages are theirs to set. */
    RouterFunction<ServerResponse> routes(Parts parts);

    /**
     * What the control plane has.
     *
     * @param address our own, as others see it: the issuer of our tokens
     * @param secure whether it is reached over TLS
     * @param somethingDone to be told after each change, so that the ledger gets it at once
     */
    record Parts(
            Register register,
            SignIns signIns,
            ProviderSignIns providers,
            Passwords passwords,
            LedgerReader ledger,
            Catalogue catalogue,
            Clauses clauses,
            Set<Control> wired,
            Clock clock,
            Supplier<URI> address,
            boolean secure,
            Runnable somethingDone) {}

    static PagesForPeople none() {
        return parts -> request -> Optional.empty();
    }
}
