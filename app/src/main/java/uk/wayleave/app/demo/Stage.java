package uk.wayleave.app.demo;

import java.util.List;

/** What the loaded world looks like to whoever tells the story or tries it by hand. */
record Stage(List<Product> products, List<Person> people) {
    /**
     * A product under its agreement.
     *
     * @param administrator sign-in name of the Controller's administrator
     * @param auditor sign-in name of the Controller's auditor
     */
    record Product(
            String controller,
            String integrator,
            String name,
            String agreement,
            String administrator,
            String auditor,
            String clientId,
            String clientSecret,
            List<Instruction> instructions) {
        /** Without the secret. */
        @Override
        public String toString() {
            return "Product[" + name + "]";
        }
    }

    record Instruction(String id, String purpose, List<String> operations, String person) {}

    record Person(String name, String role, String body, String signInName, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Person[" + signInName + "]";
        }
    }

    Product productFor(String controller) {
        return products.stream()
                .filter(product -> product.controller().equals(controller))
                .findFirst()
                .orElseThrow();
    }
}
