package uk.wayleave.register;

import uk.wayleave.framework.PersonId;
import uk.wayleave.framework.ProductId;

/** Who makes a change. Whoever builds one has authenticated it. */
public sealed interface Actor {
    /** A person who signed in to us. */
    record Someone(PersonId person) implements Actor {
        @Override
        public String toString() {
            return "person:" + person;
        }
    }

    /** A product that proved its credential. It can ask for instructions and nothing else. */
    record Machine(ProductId product) implements Actor {
        @Override
        public String toString() {
            return "product:" + product;
        }
    }

    /** Whoever runs the program on its own machine: first start and command line. It can sign nothing. */
    record Setup() implements Actor {
        @Override
        public String toString() {
            return "setup";
        }
    }
}
