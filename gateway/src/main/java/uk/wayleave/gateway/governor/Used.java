package uk.wayleave.gateway.governor;

/**
 * Places in use: held by calls that are under way, or of calls that ended within the last minute. A call counts from the
 * moment it gets its place until a minute after its end, so it counts whenever it may have arrived at Street Manager.
 */
final class Used {
    private final SlidingCount ended;
    private long held;

    Used(long now) {
        this.ended = new SlidingCount(now);
    }

    void hold() {
        held++;
    }

    void giveBack() {
        held--;
    }

    void end(long now) {
        held--;
        ended.add(now);
    }

    long at(long now) {
        return held + ended.at(now);
    }

    /** As far as it depends on calls that have ended. */
    long millisUntilAtMost(long most, long now) {
        return ended.millisUntilAtMost(Math.max(0, most - held), now);
    }
}
