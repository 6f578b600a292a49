package uk.wayleave.pages;

import java.util.List;
import java.util.Optional;

/**
 * What stands around every page.
 *
 * @param service the name an operator gave the service
 * @param home where its name leads
 * @param who the person signed in and for which body, in words
 * @param signOut where a form signs out, with the value that proves the form is ours
 * @param own what stands beside the person's name
 */
public record Frame(
        String service,
        String home,
        Optional<String> who,
        Optional<SignOut> signOut,
        List<Link> own,
        List<Link> navigation) {
    /** The name, where the operator gave none. */
    public static final String SERVICE = "Wayleave";

    public Frame {
        own = List.copyOf(own);
        navigation = List.copyOf(navigation);
    }

    /** @param current whether it is where the reader is */
    public record Link(String text, String href, boolean current) {}

    /** @param csrf repeated by the form */
    public record SignOut(String action, String csrf) {}

    /** For a page that needs no sign-in. */
    public static Frame open(String service, String home, List<Link> navigation) {
        return new Frame(service, home, Optional.empty(), Optional.empty(), List.of(), navigation);
    }
}
