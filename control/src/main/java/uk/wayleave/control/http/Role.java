package uk.wayleave.control.http;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import uk.wayleave.register.Authority;
import uk.wayleave.register.Body;
import uk.wayleave.register.party.RegisteredPerson;

/**
 * What a person who signs in may see and do. A role is nothing kept beside the register: it follows from what the
 * person belongs to and which authorities it has there, so that the two cannot disagree.
 */
public enum Role {
    /** Runs this installation: registers Controllers, integrators and their first administrators; signs nothing. */
    OPERATOR(Kind.OPERATOR),
    /** DfT's eye on how the framework is kept: clauses and catalogue, nobody's data. */
    DFT_OBSERVER(Kind.OPERATOR),
    /** Keeps a Controller's organisations, accounts, people, agreements; may instruct, and signs nothing. */
    CONTROLLER_ADMINISTRATOR(Kind.CONTROLLER),
    /** Signs agreements for a Controller. */
    INFORMATION_GOVERNANCE_OFFICER(Kind.CONTROLLER),
    /** Gives a Controller's instructions. */
    REQUESTER(Kind.CONTROLLER),
    /** Reads what was done for a Controller. */
    AUDITOR(Kind.CONTROLLER),
    /** Keeps an integrator's products, people and credentials, and signs agreements for it. */
    INTEGRATOR_ADMINISTRATOR(Kind.INTEGRATOR),
    /** Builds an integrator's products; reads what concerns them. */
    INTEGRATOR_ENGINEER(Kind.INTEGRATOR);

    /** What a person belongs to. */
    public enum Kind {
        OPERATOR,
        CONTROLLER,
        INTEGRATOR;

        public static Kind of(Body body) {
            return switch (body) {
                case Body.OfController controller -> CONTROLLER;
                case Body.OfIntegrator integrator -> INTEGRATOR;
                case Body.Operator operator -> OPERATOR;
            };
        }
    }

    private final Kind kind;

    Role(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    /** What it is for, in plain words. */
    public String meaning() {
        return switch (this) {
            case OPERATOR -> "registers organisations and their first administrators";
            case DFT_OBSERVER -> "sees how the framework is kept, and nobody's data";
            case CONTROLLER_ADMINISTRATOR ->
                "keeps agreements, accounts and people, gives instructions, can stop anything";
            case INFORMATION_GOVERNANCE_OFFICER -> "reads and signs agreements";
            case REQUESTER -> "asks for works to be done: gives instructions";
            case AUDITOR -> "reads what was done";
            case INTEGRATOR_ADMINISTRATOR -> "keeps products, credentials and people, and signs agreements";
            case INTEGRATOR_ENGINEER -> "reads what concerns the products";
        };
    }

    /** What giving this role gives a person in the register. */
    public Set<Authority> authorities() {
        return switch (this) {
            case OPERATOR -> EnumSet.of(Authority.ADMINISTER);
            case CONTROLLER_ADMINISTRATOR -> EnumSet.of(Authority.ADMINISTER, Authority.INSTRUCT);
            case INFORMATION_GOVERNANCE_OFFICER -> EnumSet.of(Authority.SIGN);
            case REQUESTER -> EnumSet.of(Authority.INSTRUCT);
            case INTEGRATOR_ADMINISTRATOR -> EnumSet.of(Authority.ADMINISTER, Authority.SIGN);
            case DFT_OBSERVER, AUDITOR, INTEGRATOR_ENGINEER -> EnumSet.noneOf(Authority.class);
        };
    }

    /** The authority by which the role is known; an onlooker has none. */
    private Optional<Authority> mark() {
        return switch (this) {
            case OPERATOR, CONTROLLER_ADMINISTRATOR, INTEGRATOR_ADMINISTRATOR -> Optional.of(Authority.ADMINISTER);
            case INFORMATION_GOVERNANCE_OFFICER -> Optional.of(Authority.SIGN);
            case REQUESTER -> Optional.of(Authority.INSTRUCT);
            case DFT_OBSERVER, AUDITOR, INTEGRATOR_ENGINEER -> Optional.empty();
        };
    }

    public String wireName() {
        return WireNames.of(this);
    }

    /** Those of a person, at least one: whoever has no authority may still look. */
    public static Set<Role> of(RegisteredPerson person) {
        Kind kind = Kind.of(person.body());
        Set<Role> roles = Arrays.stream(values())
                .filter(role -> role.kind == kind)
                .filter(role -> role.mark().map(person.authorities()::contains).orElse(false))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Role.class)));
        if (roles.isEmpty()) roles.add(onlooker(kind));
        return roles;
    }

    /** The authorities of several roles together. */
    public static Set<Authority> authorities(Set<Role> roles) {
        Set<Authority> all = EnumSet.noneOf(Authority.class);
        for (Role role : roles) all.addAll(role.authorities());
        return all;
    }

    private static Role onlooker(Kind kind) {
        return switch (kind) {
            case OPERATOR -> DFT_OBSERVER;
            case CONTROLLER -> AUDITOR;
            case INTEGRATOR -> INTEGRATOR_ENGINEER;
        };
    }
}
