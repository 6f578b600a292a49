package uk.wayleave.register.request;

import java.util.Optional;
import uk.wayleave.framework.InstructionId;

/** What became of a code, or of a look whether the person has answered. */
public sealed interface Redeemed {
    /**
     * @param confirmation the thumbprint that the token has to be bound to, where the request named one
     */
    record Given(InstructionId instruction, Optional<String> confirmation) implements Redeemed {}

    /** Unknown, over, spent, another client's, or its proof is wrong: the product is told no more than that. */
    record Denied() implements Redeemed {}

    /** The person has not answered yet. */
    record Pending() implements Redeemed {}

    /** It looked again too soon. */
    record TooSoon() implements Redeemed {}

    /** The person declined. */
    record Declined() implements Redeemed {}

    /** Nobody answered in time. */
    record Over() implements Redeemed {}
}
