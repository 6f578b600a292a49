package uk.wayleave.gateway.scan;

import uk.wayleave.register.scan.TextScanRuns;

/** What scans are run with. */
public record ScanParts(TextScanRuns runs, ScanSettings settings) {}
