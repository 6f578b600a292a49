package uk.wayleave.app.command;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.app.serve.Storage;
import uk.wayleave.evidence.LedgerVerifier;
import uk.wayleave.evidence.Verdict;
import uk.wayleave.register.ledger.LedgerReader;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        header = "Checks every entry of the ledger and the chain that binds them.",
        description = {
            "%nReads all entries in order, computes every hash anew and says where the first thing is wrong. Works"
                    + " beside a running ./wayleave serve or demo on the same home. What was cut off at the very end"
                    + " shows only against a head kept elsewhere: keep the one it prints.%n"
        },
        footerHeading = "%nExamples:%n",
        footer = {"  ./wayleave ledger verify", "  ./wayleave ledger verify --json"})
final class LedgerVerifyCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "One JSON object for scripts.")
    private boolean json;

    LedgerVerifyCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (Storage storage = Storage.beside(
                ServeCommand.settings(environment), spec.commandLine().getErr()::println)) {
            Verdict verdict = new LedgerReader(storage.database()).verify(LedgerVerifier.fromTheStart());
            out.println(json ? asJson(verdict) : inWords(verdict));
            out.flush();
            return verdict instanceof Verdict.Intact ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    /** For people. */
    static String inWords(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Intact intact ->
                "The ledger is intact: " + intact.count() + " entries, head "
                        + intact.head().hash().hex() + ".";
            case Verdict.Broken broken ->
                "The ledger is BROKEN at entry " + broken.sequence() + ": "
                        + broken.fault().description();
        };
    }

    private static String asJson(Verdict verdict) {
        ObjectNode written = JsonMapper.shared().createObjectNode();
        switch (verdict) {
            case Verdict.Intact intact -> {
                written.put("intact", true);
                written.put("entries", intact.count());
                written.put("head", intact.head().hash().hex());
            }
            case Verdict.Broken broken -> {
                written.put("intact", false);
                written.put("sequence", broken.sequence());
                written.put("fault", broken.fault().description());
            }
        }
        return written.toString();
    }
}
