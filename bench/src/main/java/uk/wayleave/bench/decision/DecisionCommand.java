package uk.wayleave.bench.decision;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures one decision with JMH. */
@Command(
        name = "decision",
        mixinStandardHelpOptions = true,
        description = "One fully explained decision, permit and refusal, among 1, 1,000 and 100,000 agreements.")
public final class DecisionCommand implements Callable<Integer> {
    @Option(names = "--forks", defaultValue = "2", description = "Fresh JVMs for each figure (${DEFAULT-VALUE}).")
    private int forks;

    @Option(names = "--iterations", defaultValue = "5", description = "In each of them (${DEFAULT-VALUE}).")
    private int iterations;

    @Option(names = "--seconds", defaultValue = "2", description = "Length of an iteration (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes JMH's JSON there, too.")
    private Optional<Path> json = Optional.empty();

    @Override
    public Integer call() throws RunnerException {
        var options = new OptionsBuilder()
                .include(DecisionBenchmark.class.getName())
                .forks(forks)
                .jvmArgsAppend("-Xmx2g")
                .warmupIterations(iterations)
                .warmupTime(TimeValue.seconds(seconds))
                .measurementIterations(iterations)
                .measurementTime(TimeValue.seconds(seconds))
                .shouldDoGC(true)
                .shouldFailOnError(true);
        json.ifPresent(file -> options.resultFormat(ResultFormatType.JSON).result(file.toString()));
        new Runner(options.build()).run();
        return 0;
    }
}
