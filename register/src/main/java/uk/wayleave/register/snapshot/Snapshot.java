package uk.wayleave.register.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import uk.wayleave.framework.Agreement;
import uk.wayleave.framework.ControllerId;
import uk.wayleave.framework.Instruction;
import uk.wayleave.framework.InstructionId;

/**
 * Everything a call with one token is judged by, as it was at one revision of its Controller. Any change to anything of
 * the Controller (agreement, instruction, person, product, credential, token, account, organisation, contract) makes a new
 * revision; only the taking of uses does not.
 *
 * @param instructions those of this product under this agreement, whatever their standing
 * @param keys of instructions that are good only with tokens bound to a key, its thumbprint (RFC 9449)
 * @param contracts with promoters that the Controller may act for, whether their time has come or not
 */
public record Snapshot(
        ControllerId controller,
        long revision,
        CallerToken token,
        CallingProduct product,
        Optional<Agreement> agreement,
        List<Instruction> instructions,
        Map<InstructionId, String> keys,
        List<Organisation> organisations,
        List<Account> accounts,
        List<PromoterContract> contracts) {
    public Snapshot {
        instructions = List.copyOf(instructions);
        keys = Map.copyOf(keys);
        organisations = List.copyOf(organisations);
        accounts = List.copyOf(accounts);
        contracts = List.copyOf(contracts);
    }
}
