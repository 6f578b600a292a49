package uk.wayleave.gateway.governor;

import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.IntegratorId;

/**
 * Who may send how much to one host within a minute; pure, not for several threads, times in milliseconds.
 *
 * <ol>
 *   <li>In no minute more calls are under way or ended than the budget has places.
 *   <li>Within its shares a party gets a place as long as its kind of call leaves others theirs: see {@link Urgency}. A
 *       Controller is within its integrator's share as long as it has not used its own part of it.
 *   <li>Beyond its shares it gets what others leave unused, up to a bound that leaves room for one who comes new, and
 *       nothing while another party was refused a read or a write within its own shares.
 * </ol>
 */
final class Budget {
    private static final Duration WINDOW = Duration.ofMillis(SlidingCount.WINDOW_MILLIS);

    private final Used all;
    private final Shares<IntegratorId> integrators;
    private final Shares<ControllerId> controllers;
    /** Among the Controllers that one integrator serves, so that what one borrows is not taken from the others. */
    private final Map<IntegratorId, Shares<ControllerId>> customers = new HashMap<>();

    private final Weights weights;
    /** Parties that were refused within their shares, and when; longest ago first. */
    private final Map<Party, Long> unserved = new LinkedHashMap<>();

    private long places;

    Budget(long places, Weights weights, long now) {
        this.places = places;
        this.weights = weights;
        this.all = new Used(now);
        this.integrators = new Shares<>(weights::of);
        this.controllers = new Shares<>(weights::of);
    }

    /** What came of asking. */
    sealed interface Answer {
        /** Held until it is {@link Held#end ended} or {@link Held#giveBack given back}. */
        record Granted(Held held) implements Answer {}

        record Declined(Shortage shortage) implements Answer {}
    }

    /** A place that is held, with whose it is. */
    interface Held {
        void end(long now);

        void giveBack();
    }

    long places() {
        return places;
    }

    void placesAre(long number) {
        places = number;
    }

    long used(long now) {
        return all.at(now);
    }

    /** How many integrators are active, to weigh this node among others. */
    int activeIntegrators(long now) {
        return Math.max(1, integrators.active(now));
    }

    double served(Party party, long now) {
        return integrators.asking(party.integrator(), now).served(now);
    }

    /** A place for what counts against nobody's share: signing in or out, or asking whether Street Manager answers. */
    Answer askForNobody(Urgency urgency, long now) {
        if (places - all.at(now) <= urgency.leaves(places, false)) {
            return new Answer.Declined(ofBudget(urgency, now));
        }
        all.hold();
        return new Answer.Granted(new Held() {
            @Override
            public void end(long at) {
                all.end(at);
            }

            @Override
            public void giveBack() {
                all.giveBack();
            }
        });
    }

    Answer ask(Party party, Urgency urgency, long now) {
        Shares.Member integrator = integrators.asking(party.integrator(), now);
        Shares.Member controller = controllers.asking(party.controller(), now);
        Shares<ControllerId> others = customers.computeIfAbsent(party.integrator(), _ -> new Shares<>(weights::of));
        Shares.Member ofIntegrator = others.asking(party.controller(), now);
        forgetIntegratorsThatAreIdle();
        long integratorShare = integrators.shareOf(integrator, places);
        boolean integratorBeyond = integrator.used().at(now) >= integratorShare
                && ofIntegrator.used().at(now) >= others.shareOf(ofIntegrator, integratorShare);
        boolean controllerBeyond = controller.used().at(now) >= controllers.shareOf(controller, places);
        boolean beyond = integratorBeyond || controllerBeyond;
        long free = places - all.at(now);
        if (free > urgency.leaves(places, beyond) && !(beyond && somebodyElseIsUnserved(party, now))) {
            unserved.remove(party);
            return granted(List.of(integrator, controller, ofIntegrator));
        }
        if (free <= urgency.leaves(places, false)) {
            if (!beyond && urgency != Urgency.EXPORT) {
                unserved.remove(party);
                unserved.put(party, now);
            }
            return new Answer.Declined(ofBudget(urgency, now));
        }
        return new Answer.Declined(
                integratorBeyond
                        ? ofShare(Limit.INTEGRATOR_SHARE, integrators, integrator, urgency, now)
                        : ofShare(Limit.CONTROLLER_SHARE, controllers, controller, urgency, now));
    }

    private void forgetIntegratorsThatAreIdle() {
        if (customers.size() > integrators.size()) {
            customers.keySet().removeIf(integrator -> !integrators.has(integrator));
        }
    }

    private Answer granted(List<Shares.Member> members) {
        all.hold();
        members.forEach(member -> member.used().hold());
        return new Answer.Granted(new Held() {
            @Override
            public void end(long now) {
                all.end(now);
                members.forEach(member -> member.used().end(now));
            }

            @Override
            public void giveBack() {
                all.giveBack();
                members.forEach(member -> member.used().giveBack());
            }
        });
    }

    private boolean somebodyElseIsUnserved(Party party, long now) {
        Iterator<Long> longestAgo = unserved.values().iterator();
        while (longestAgo.hasNext() && now - longestAgo.next() > SlidingCount.WINDOW_MILLIS) {
            longestAgo.remove();
        }
        return unserved.size() > (unserved.containsKey(party) ? 1 : 0);
    }

    private Shortage ofBudget(Urgency urgency, long now) {
        long most = places - urgency.leaves(places, false) - 1;
        return new Shortage(Limit.BUDGET, places, WINDOW, wait(all, most, now));
    }

    private <K> Shortage ofShare(Limit limit, Shares<K> shares, Shares.Member member, Urgency urgency, long now) {
        long share = shares.shareOf(member, places);
        Duration untilWithin = wait(member.used(), share - 1, now);
        Duration untilLeft = wait(all, places - urgency.leaves(places, true) - 1, now);
        // Where another party is unserved, what all leave unused helps nobody beyond its share.
        boolean mayBorrow = unserved.isEmpty() && untilLeft.compareTo(untilWithin) < 0;
        return new Shortage(limit, share, WINDOW, mayBorrow ? untilLeft : untilWithin);
    }

    private static Duration wait(Used used, long most, long now) {
        return Duration.ofMillis(Math.max(1, used.millisUntilAtMost(Math.max(0, most), now)));
    }
}
