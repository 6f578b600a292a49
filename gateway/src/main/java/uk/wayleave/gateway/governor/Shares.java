package uk.wayleave.gateway.governor;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Shares of the budget, of integrators or of Controllers. Three quarters of the budget are divided, by weight, among
 * those who asked for a place within the last minute or still have one in use; the rest is for whoever comes next.
 */
final class Shares<K> {
    private final ToIntFunction<K> weights;
    /** Those who asked longest ago first. */
    private final Map<K, Member> members = new LinkedHashMap<>(16, 0.75f, true);

    private long weightOfAll;

    Shares(ToIntFunction<K> weights) {
        this.weights = weights;
    }

    /** One who has a share. */
    static final class Member {
        private final Used used;
        private final int weight;
        private long asked;

        private Member(Used used, int weight) {
            this.used = used;
            this.weight = weight;
        }

        Used used() {
            return used;
        }

        /** How well served it is for its weight, to serve the least served first. */
        double served(long now) {
            return (double) used.at(now) / weight;
        }
    }

    /** The one who asks now. */
    Member asking(K key, long now) {
        Member member = members.get(key);
        if (member == null) {
            member = new Member(new Used(now), Math.max(1, weights.applyAsInt(key)));
            members.put(key, member);
            weightOfAll += member.weight;
        }
        member.asked = now;
        forgetIdle(now);
        return member;
    }

    /** At least one place. */
    long shareOf(Member member, long budget) {
        return Math.max(1, budget * 3 * member.weight / (4 * weightOfAll));
    }

    int active(long now) {
        forgetIdle(now);
        return members.size();
    }

    int size() {
        return members.size();
    }

    boolean has(K key) {
        return members.containsKey(key);
    }

    private void forgetIdle(long now) {
        Iterator<Member> longestAgo = members.values().iterator();
        while (longestAgo.hasNext()) {
            Member member = longestAgo.next();
            if (now - member.asked <= SlidingCount.WINDOW_MILLIS || member.used.at(now) > 0) {
                return;
            }
            longestAgo.remove();
            weightOfAll -= member.weight;
        }
    }
}
