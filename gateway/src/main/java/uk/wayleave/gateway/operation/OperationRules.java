package uk.wayleave.gateway.operation;

import uk.wayleave.framework.Breach;
import uk.wayleave.framework.clause.FurtherRules;

/** What refuses a call before any agreement is asked, by the clause it would breach. */
final class OperationRules {
    private OperationRules() {}

    /** Framework A1: only what was explicitly requested; nobody can request what nobody knows. */
    static Breach unknown(String what) {
        return new Breach(FurtherRules.UNKNOWN_OPERATION, what);
    }

    /** Framework A1 likewise: what nobody knows of a call is not asked for by an instruction that names the call. */
    static Breach unknownParameter(String what) {
        return new Breach(FurtherRules.UNKNOWN_PARAMETER, what);
    }

    /** Framework A3: access is by the authorised user's own account, which only the authorised user looks after. */
    static Breach accountAdministration(String what) {
        return new Breach(FurtherRules.ACCOUNT_ADMINISTRATION, what);
    }

    /** Framework A2: results are relayed to the requester only. */
    static Breach never(String why) {
        return new Breach(FurtherRules.NEVER_FORWARDED, why);
    }

    /** Framework B2: no action that could breach Street Manager's terms; we do not guess what an account may do. */
    static Breach off(String operation) {
        return new Breach(FurtherRules.OPERATION_OFF, operation);
    }

    /** Framework B4: what cannot be shown to be the Controller's own is not released. */
    static Breach unproven(String why) {
        return new Breach(FurtherRules.NO_PROOF_OF_OWNER, why);
    }
}
