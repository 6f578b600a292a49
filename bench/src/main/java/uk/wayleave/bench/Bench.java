package uk.wayleave.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import uk.wayleave.bench.decision.DecisionCommand;
import uk.wayleave.bench.gateway.GatewayCommand;
import uk.wayleave.bench.gateway.ListCommand;
import uk.wayleave.bench.ledger.LedgerCommand;
import uk.wayleave.bench.opendata.OpenDataCommand;
import uk.wayleave.bench.screening.ScreeningCommand;

/** The measurements; see {@code bench/README.md}. */
@Command(
        name = "bench/run",
        mixinStandardHelpOptions = true,
        description = "Measures Wayleave beside its peers.",
        subcommands = {
            GatewayCommand.class,
            ListCommand.class,
            DecisionCommand.class,
            LedgerCommand.class,
            OpenDataCommand.class,
            ScreeningCommand.class
        })
public final class Bench {
    private Bench() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }
}
