package uk.wayleave.gateway.operation;

import uk.wayleave.framework.Breach;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Rule;

/** What refuses a call before any agreement is asked, by the clause it would breach. */
final class OperationRules {
    private OperationRules() {}

    /** Framework A1: only what was explicitly requested; nobody can request what nobody knows. */
    static Breach unknown(String what) {
        return breach(
                ClauseId.A1,
                "A1.unknown-operation",
                "This is no Street Manager call that the gateway knows.",
                "Compare version, API, method and path with the operation catalogue (wayleave catalogue list).",
                what);
    }

    /** Framework A1 likewise: what nobody knows of a call is not asked for by an instruction that names the call. */
    static Breach unknownParameter(String what) {
        return breach(
                ClauseId.A1,
                "A1.unknown-parameter",
                "The query has a parameter that the gateway does not know of this call.",
                "Leave it out, or write it as the operation catalogue has it. If Street Manager has it since, the operator"
                        + " imports the new description (wayleave catalogue import).",
                what);
    }

    /** Framework A3: access is by the authorised user's own account, which only the authorised user looks after. */
    static Breach accountAdministration(String what) {
        return breach(
                ClauseId.A3,
                "A3.account-administration",
                "Accounts, users and passwords are the authorised user's own business, never a third party's.",
                "Ask the Controller's Street Manager administrator to do it in Street Manager itself.",
                what);
    }

    /** Framework A2: results are relayed to the requester only. */
    static Breach never(String why) {
        return breach(
                ClauseId.A2,
                "A2.never-forwarded",
                "This call is never forwarded.",
                "Use the other calls of the catalogue; wayleave catalogue list shows how each is treated.",
                why);
    }

    /** Framework B2: no action that could breach Street Manager's terms; we do not guess what an account may do. */
    static Breach off(String operation) {
        return breach(
                ClauseId.B2,
                "B2.operation-off",
                "DfT's documents do not say which accounts may make this call, so it is off.",
                "Ask the operator of this gateway to enable it.",
                operation);
    }

    /** Framework B4: what cannot be shown to be the Controller's own is not released. */
    static Breach unproven(String why) {
        return breach(
                ClauseId.B4,
                "B4.no-proof-of-owner",
                "Nothing proves whose record this call is about, so it is not made.",
                "Use a call that names the works, or wait for a version of the gateway that knows a proof.",
                why);
    }

    private static Breach breach(ClauseId clause, String id, String reason, String cure, String detail) {
        return new Breach(new Rule(clause, id, reason, cure), detail);
    }
}
