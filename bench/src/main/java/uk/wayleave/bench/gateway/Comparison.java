package uk.wayleave.bench.gateway;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import uk.wayleave.bench.CpuTime;
import uk.wayleave.bench.ProcessTree;

/**
 * Puts the same load on every peer in turn, A B C A B C, so that whatever drifts on the machine meets all alike. One
 * wrong answer ends it: a broken gateway cannot look fast.
 */
final class Comparison {
    private static final int VERIFY_SECONDS = 1;
    /** A body of another length than the verified one would show in the mean. */
    private static final double LENGTH_TOLERANCE = 0.02;

    /** A peer whose answers have been looked into, and how long they are: head and body, in the mean. */
    private record Proven(Peer peer, String body, double bytesPerAnswer) {}

    private final Wrk wrk;
    private final ExpectedBody expected;
    private final PrintStream progress;

    Comparison(Wrk wrk, ExpectedBody expected, PrintStream progress) {
        this.wrk = wrk;
        this.expected = expected;
        this.progress = progress;
    }

    Map<PeerKind, List<Round>> run(List<Peer> peers, int warmUpSeconds, int rounds, int seconds) {
        var proven = new ArrayList<Proven>();
        for (Peer peer : peers) {
            Proven next = prove(peer);
            progress.printf(
                    "%s: answers verified, warming up for %d s%n", peer.kind().title(), warmUpSeconds);
            check(next, wrk.measure(peer, warmUpSeconds));
            proven.add(next);
        }
        var measured = new EnumMap<PeerKind, List<Round>>(PeerKind.class);
        for (int round = 1; round <= rounds; round++) {
            for (Proven next : proven) {
                PeerKind kind = next.peer.kind();
                Round result = measure(next, seconds);
                measured.computeIfAbsent(kind, first -> new ArrayList<>()).add(result);
                progress.printf(
                        "round %d of %d, %s: %,.0f requests/s%n",
                        round, rounds, kind.title(), result.load().requestsPerSecond());
            }
        }
        proven.forEach(peer -> verify(peer.peer, peer.body));
        return measured;
    }

    private Proven prove(Peer peer) {
        String body = expected.from(peer);
        return new Proven(peer, body, verify(peer, body).bytesPerRequest());
    }

    private Round measure(Proven proven, int seconds) {
        Peer peer = proven.peer;
        CpuTime before = ProcessTree.cpu(peer.process().pid());
        long othersBefore = othersMicros();
        Load load = wrk.measure(peer, seconds);
        long others = othersMicros() - othersBefore;
        CpuTime cpu = ProcessTree.cpu(peer.process().pid()).since(before);
        check(proven, load);
        double available = (double) load.micros() * Runtime.getRuntime().availableProcessors();
        return new Round(load, cpu, Math.clamp(others / available, 0, 1));
    }

    /** What all programs but ours have used so far; the servers and wrk are our descendants. */
    private static long othersMicros() {
        return ProcessTree.machineBusyMicros()
                - ProcessTree.cpu(ProcessHandle.current().pid()).total();
    }

    private Verification verify(Peer peer, String body) {
        Verification verification = wrk.verify(peer, VERIFY_SECONDS, body);
        if (verification.failed()) {
            throw new MeasurementFailed("%s did not answer every request with 200 and the expected body: %s"
                    .formatted(peer.kind().title(), verification));
        }
        return verification;
    }

    private static void check(Proven proven, Load load) {
        Peer peer = proven.peer;
        peer.process().checkAlive();
        boolean allAnswered = load.requests() > 0 && load.badStatus() + load.socketErrors() + load.timeouts() == 0;
        boolean sameLength = Math.abs(load.bytesPerRequest() / proven.bytesPerAnswer - 1) < LENGTH_TOLERANCE;
        if (!allAnswered || !sameLength) {
            throw new MeasurementFailed(
                    "%s did not answer every request as expected; an answer has %.0f bytes in the mean, the verified one %.0f: %s"
                            .formatted(peer.kind().title(), load.bytesPerRequest(), proven.bytesPerAnswer, load));
        }
    }
}
