/** The gateway beside its peers: one workload, one machine, one run. */
@NullMarked
package uk.wayleave.bench.gateway;

import org.jspecify.annotations.NullMarked;
