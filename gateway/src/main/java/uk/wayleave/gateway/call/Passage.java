package uk.wayleave.gateway.call;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import uk.wayleave.evidence.Draft;
import uk.wayleave.gateway.caller.Caller;
import uk.wayleave.gateway.decision.Judged;
import uk.wayleave.gateway.forward.Spool;
import uk.wayleave.gateway.governor.Place;
import uk.wayleave.gateway.repeat.KeyedCall;
import uk.wayleave.streetmanager.Operation;

/**
 * What is known of one call so far, and what is still to be written into the ledger about it: enough to refuse at any
 * step and to leave a true record. Belongs to one thread.
 */
public final class Passage implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Passage.class);

    private final Incoming incoming;
    private final List<Draft> unrecorded = new ArrayList<>();
    private final List<Spool> spools = new ArrayList<>();
    private final SortedMap<String, String> notes = new TreeMap<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Place> places = new ArrayList<>();
    private final List<Runnable> atEnd = new ArrayList<>();
    private Optional<Caller> caller = Optional.empty();
    private Optional<Operation> operation = Optional.empty();
    private Optional<Judged> judged = Optional.empty();
    private UpstreamState upstream = UpstreamState.NOT_SENT;
    private OptionalInt upstreamStatus = OptionalInt.empty();
    private Optional<KeyedCall> keyed = Optional.empty();
    private boolean useTaken;
    private boolean givesWay;

    public Passage(Incoming incoming) {
        this.incoming = incoming;
    }

    public Incoming incoming() {
        return incoming;
    }

    public Optional<Caller> caller() {
        return caller;
    }

    public void identified(Caller identified) {
        caller = Optional.of(identified);
    }

    public Optional<Operation> operation() {
        return operation;
    }

    public void asksFor(Operation asked) {
        operation = Optional.of(asked);
    }

    public Optional<Judged> judged() {
        return judged;
    }

    /** The latest judgement: a call is judged again when something changed meanwhile. */
    public void judgedAs(Judged latest) {
        judged = Optional.of(latest);
        caller = Optional.of(latest.caller());
    }

    public UpstreamState upstream() {
        return upstream;
    }

    public void upstreamIs(UpstreamState state) {
        upstream = state;
    }

    /** What Street Manager answered, where it did. */
    public OptionalInt upstreamStatus() {
        return upstreamStatus;
    }

    public void upstreamAnswered(int status) {
        upstreamStatus = OptionalInt.of(status);
    }

    /** How the caller named this write, where it did. */
    public Optional<KeyedCall> keyed() {
        return keyed;
    }

    public void isKeyed(KeyedCall call) {
        keyed = Optional.of(call);
    }

    /** Whether a use of the instruction was taken in the ledger. */
    public boolean useTaken() {
        return useTaken;
    }

    public void tookUse() {
        useTaken = true;
    }

    public void gaveUseBack() {
        useTaken = false;
    }

    /**
     * Something besides that the ledger is to be told with every entry of this call.
     *
     * @param value an identifier or a count, never anything that somebody typed
     */
    public void notes(String fact, String value) {
        notes.put(fact, value);
    }

    public SortedMap<String, String> notes() {
        return Collections.unmodifiableSortedMap(notes);
    }

    /**
     * Something that the caller is to be told with the answer, though the call goes on.
     *
     * @param item of a list as RFC 9651 section 3.1 writes it
     */
    public void warns(String item) {
        warnings.add(item);
    }

    public List<String> warnings() {
        return Collections.unmodifiableList(warnings);
    }

    /** Nobody waits for this call: all others go before it. */
    public void givesWay() {
        givesWay = true;
    }

    public boolean isGivingWay() {
        return givesWay;
    }

    /** To be recorded with whatever comes next. */
    public void toRecord(Draft draft) {
        unrecorded.add(draft);
    }

    public List<Draft> unrecorded() {
        return List.copyOf(unrecorded);
    }

    /** All drafts so far are committed. */
    public void recorded() {
        unrecorded.clear();
    }

    /** To be closed when the call ends without having been handed to the caller. */
    public void keeps(Spool spool) {
        spools.add(spool);
    }

    /** The spool now belongs to the reply. */
    public void handsOver(Spool spool) {
        spools.remove(spool);
    }

    /** A place in the budget, to be given back when the call ends without having used it. */
    public void holds(Place place) {
        places.add(place);
    }

    /** To be done when the call ends, whatever came of it. */
    public void atEnd(Runnable what) {
        atEnd.add(what);
    }

    /** How far the call came, for the log. */
    public String where() {
        if (caller.isEmpty()) {
            return "caller";
        }
        return operation.map(known -> known.id().toString()).orElse("operation") + ", upstream " + upstream.wireName();
    }

    @Override
    public void close() {
        spools.forEach(spool -> end(spool::close));
        spools.clear();
        places.forEach(place -> end(place::close));
        places.clear();
        atEnd.forEach(this::end);
        atEnd.clear();
    }

    /** One that fails leaves none of the others open, and takes nothing from what the caller is told. */
    private void end(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException failed) {
            LOG.error(
                    "A part of call {} did not end in order: {}",
                    incoming.id(),
                    failed.getClass().getName());
            LOG.debug("Stack trace of the part that did not end", failed);
        }
    }
}
