package uk.wayleave.streetmanager;

import java.util.Optional;
import uk.wayleave.framework.OperationId;

/** How it is shown that one side of a record is a certain organisation. A pointer is a JSON Pointer (RFC 6901). */
public sealed interface Proof {

    FactSource source();

    /** Where in the record or row the proof stands, as a JSON Pointer; empty where it stands in neither. */
    default Optional<String> place() {
        return switch (this) {
            case ByCode(String pointer) -> Optional.of(pointer);
            case ByWorksReference(String pointer) -> Optional.of(pointer);
            case ByCodeInReference byCode -> Optional.of(byCode.pointer());
            case ByName(String pointer) -> Optional.of(pointer);
            case ByRemembered byRemembered -> Optional.of(byRemembered.pointer());
            case ByLookUp _, ByAccount _ -> Optional.empty();
        };
    }

    /** The field at {@code pointer} holds the organisation's SWA code. */
    record ByCode(String pointer) implements Proof {
        @Override
        public FactSource source() {
            return FactSource.DOCUMENTED;
        }
    }

    /** The field at {@code pointer} is a works reference, or begins with one, whose prefix is the promoter's. */
    record ByWorksReference(String pointer) implements Proof {
        @Override
        public FactSource source() {
            return FactSource.DERIVED;
        }
    }

    /** The field at {@code pointer} is a reference with the SWA code in it, as in {@code ARN-0010-1}. */
    record ByCodeInReference(String pointer, CodedReference.Kind kind) implements Proof {
        @Override
        public FactSource source() {
            return FactSource.DERIVED;
        }
    }

    /** The field at {@code pointer} holds the organisation's name, spelt as Street Manager spells it. The weakest. */
    record ByName(String pointer) implements Proof {
        @Override
        public FactSource source() {
            return FactSource.INFERRED;
        }
    }

    /**
     * A read of ours, governed like any other and remembered per Controller, of {@code operation} for the same works
     * answers a field at {@code pointer} with the organisation's SWA code.
     */
    record ByLookUp(OperationId operation, String pointer) implements Proof {
        @Override
        public FactSource source() {
            return FactSource.DERIVED;
        }
    }

    /**
     * The field at {@code pointer} is a reference that says nothing of whose record it is, but the gateway remembers to
     * have seen it in a record that was proven to be the Controller's. See {@link Ownership.ByRemembered}.
     */
    record ByRemembered(String pointer, ReferenceKind kind) implements Proof {
        @Override
        public FactSource source() {
            return FactSource.DERIVED;
        }
    }

    /** Nothing in the record shows it; Street Manager gives an account nothing here but its own organisation's. */
    record ByAccount() implements Proof {
        @Override
        public FactSource source() {
            return FactSource.INFERRED;
        }
    }
}
