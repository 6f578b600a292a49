package uk.wayleave.app.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import uk.wayleave.app.serve.Storage;
import uk.wayleave.evidence.LedgerVerifier;
import uk.wayleave.evidence.Receipt;
import uk.wayleave.evidence.ReceiptForm;
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
        footer = {
            "  ./wayleave ledger verify",
            "  ./wayleave ledger verify --json",
            "  ./wayleave ledger verify --receipt wayleave-receipt-17.json"
        })
final class LedgerVerifyCommand implements Callable<Integer> {
    private final Map<String, String> environment;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "One JSON object for scripts.")
    private boolean json;

    @Option(
            names = "--receipt",
            paramLabel = "FILE",
            description =
                    "A receipt, as the console gives it: also checks that its entry stands in the ledger, unaltered.")
    private @Nullable Path receipt;

    LedgerVerifyCommand(Map<String, String> environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Optional<ReceiptForm.Given> given = Optional.ofNullable(receipt).map(this::given);
        try (Storage storage = Storage.beside(
                ServeCommand.settings(environment), spec.commandLine().getErr()::println)) {
            LedgerReader ledger = new LedgerReader(storage.database());
            Verdict verdict = ledger.verify(LedgerVerifier.fromTheStart());
            Optional<Boolean> stands = given.map(one -> stands(one, ledger));
            out.println(json ? asJson(verdict, stands) : inWords(verdict));
            if (!json && given.isPresent()) out.println(inWords(given.get().receipt(), stands.orElse(false)));
            out.flush();
            return verdict instanceof Verdict.Intact && stands.orElse(true) ? ExitCode.OK : ExitCode.FAILED;
        }
    }

    private ReceiptForm.Given given(Path file) {
        try {
            return ReceiptForm.read(Files.readString(file));
        } catch (IOException unreadable) {
            throw new CommandLine.ParameterException(spec.commandLine(), file + " cannot be read.");
        } catch (IllegalArgumentException wrong) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), file + " is no receipt. " + wrong.getMessage());
        }
    }

    /** The receipt agrees with the entry kept with it, and with what stands at its place. */
    private static boolean stands(ReceiptForm.Given given, LedgerReader ledger) {
        return given.agreesWithItself()
                && ledger.at(given.receipt().sequence())
                        .map(entry -> entry.receipt().equals(given.receipt()))
                        .orElse(false);
    }

    private static String inWords(Receipt receipt, boolean stands) {
        return stands
                ? "The receipt holds: entry " + receipt.sequence() + " stands in the ledger as it says."
                : "The receipt does NOT hold: entry " + receipt.sequence() + " is not there as it says.";
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

    private static String asJson(Verdict verdict, Optional<Boolean> receiptStands) {
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
        receiptStands.ifPresent(stands -> written.put("receipt_holds", stands));
        return written.toString();
    }
}
