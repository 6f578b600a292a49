package uk.wayleave.sandbox;

import java.util.Optional;

/**
 * How a sandbox starts.
 *
 * @param port on loopback; 0 takes a free one
 * @param seed the same seed and clock give the same works, people and references
 * @param works how many works to begin with, 0 to 20,000
 * @param passwordSeed passwords are derived from it, so that a test or a demonstration knows them again after a
 *     restart; without one they are random and known only through {@link Sandbox#accounts()}
 * @param callsPerMinute how many calls one source address may make in a minute before it is answered 429; 0 sets no
 *     limit. DfT speaks of "well over 200 requests per minute" (API FAQ)
 */
public record SandboxSettings(int port, long seed, int works, Optional<String> passwordSeed, int callsPerMinute) {
    /** The limit DfT's FAQ hints at, for those who want to meet it. */
    public static final int DOCUMENTED_CALLS_PER_MINUTE = 200;

    public SandboxSettings {
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("A port is 0 to 65535; this was " + port + ".");
        }
        if (works < 0 || works > 20_000) {
            throw new IllegalArgumentException("A sandbox begins with 0 to 20000 works; this was " + works + ".");
        }
        if (callsPerMinute < 0) {
            throw new IllegalArgumentException("Calls per minute cannot be negative; 0 sets no limit.");
        }
    }

    /** A free port, 24 works, random passwords, no limit on calls. */
    public static SandboxSettings defaults() {
        return new SandboxSettings(0, 1, 24, Optional.empty(), 0);
    }

    public SandboxSettings withPort(int newPort) {
        return new SandboxSettings(newPort, seed, works, passwordSeed, callsPerMinute);
    }

    public SandboxSettings withSeed(long newSeed) {
        return new SandboxSettings(port, newSeed, works, passwordSeed, callsPerMinute);
    }

    public SandboxSettings withWorks(int newWorks) {
        return new SandboxSettings(port, seed, newWorks, passwordSeed, callsPerMinute);
    }

    public SandboxSettings withPasswordSeed(String newPasswordSeed) {
        return new SandboxSettings(port, seed, works, Optional.of(newPasswordSeed), callsPerMinute);
    }

    public SandboxSettings withCallsPerMinute(int newCallsPerMinute) {
        return new SandboxSettings(port, seed, works, passwordSeed, newCallsPerMinute);
    }

    @Override
    public String toString() {
        return "SandboxSettings[port=" + port + ", seed=" + seed + ", works=" + works + ", callsPerMinute="
                + callsPerMinute + "]";
    }
}
