package uk.wayleave.framework;

import java.time.Instant;
import java.util.Optional;

/**
 * What the framework is asked: may this call go on, now?
 *
 * @param agreement the agreement as it stands; empty when there is none
 * @param instruction the one instruction the call cites; empty when it cites none, or none that exists
 */
public record Question(Call call, Optional<Agreement> agreement, Optional<Instruction> instruction, Instant at) {}
