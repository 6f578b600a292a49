package uk.wayleave.bench.gateway;

import uk.wayleave.bench.CpuTime;

/**
 * One measured round of one peer.
 *
 * @param cpu used meanwhile by the peer's processes
 * @param othersShare the share of the machine's processors that programs outside this comparison used meanwhile, 0 to 1
 */
record Round(Load load, CpuTime cpu, double othersShare) {
    double cpuPerRequest() {
        return (double) cpu.total() / load.requests();
    }

    double cpuWithoutDatabasePerRequest() {
        return (double) (cpu.total() - cpu.database()) / load.requests();
    }
}
