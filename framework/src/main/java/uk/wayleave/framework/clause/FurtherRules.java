package uk.wayleave.framework.clause;

import java.util.List;
import java.util.Optional;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Rule;

/**
 * The rules of clauses that need more than the decision sees: the path, the texts, whose record it turns out to be. The steps
 * of a call check them; here they have their words, so that whoever reads of a refusal later finds them.
 */
public final class FurtherRules {
    public static final Rule UNKNOWN_OPERATION = Rule.of(
            ClauseId.A1,
            "unknown-operation",
            "This is no Street Manager call that the gateway knows.",
            "Compare version, API, method and path with the operation catalogue (wayleave catalogue list).");

    public static final Rule UNKNOWN_PARAMETER = Rule.of(
            ClauseId.A1,
            "unknown-parameter",
            "The query has a parameter that the gateway does not know of this call.",
            "Leave it out, or write it as the operation catalogue has it. If Street Manager has it since, the operator"
                    + " imports the new description (wayleave catalogue import).");

    public static final Rule ACCOUNT_ADMINISTRATION = Rule.of(
            ClauseId.A3,
            "account-administration",
            "Accounts, users and passwords are the authorised user's own business, never a third party's.",
            "Ask the Controller's Street Manager administrator to do it in Street Manager itself.");

    public static final Rule NEVER_FORWARDED = Rule.of(
            ClauseId.A2,
            "never-forwarded",
            "This call is never forwarded.",
            "Use the other calls of the catalogue; wayleave catalogue list shows how each is treated.");

    public static final Rule OPERATION_OFF = Rule.of(
            ClauseId.B2,
            "operation-off",
            "DfT's documents do not say which accounts may make this call, so it is off.",
            "Ask the operator of this gateway to enable it.");

    public static final Rule NO_PROOF_OF_OWNER = Rule.of(
            ClauseId.B4,
            "no-proof-of-owner",
            "Nothing proves whose record this call is about, so it is not made.",
            "Use a call that names the works, or wait for a version of the gateway that knows a proof.");

    public static final Rule REFERENCE_UNKNOWN = Rule.of(
            ClauseId.B4,
            "reference-unknown",
            "Nothing proves that this is the Controller's: it was neither made through this gateway nor seen in a record of"
                    + " the Controller's own.",
            "Read the record that it belongs to first (GetWork, or a list), or make it through this gateway: a file by"
                    + " uploading it.");

    public static final Rule FILES_NOT_GRANTED = Rule.of(
            ClauseId.B1,
            "files-not-granted",
            "The agreement does not grant files, whose contents no field profile masks.",
            "Have a new version of the agreement signed that grants documents.");

    public static final Rule EXPORT_UNKNOWN = Rule.of(
            ClauseId.B4,
            "export-unknown",
            "No export of this number was made for this Controller and agreement through this gateway.",
            "Have the export made through this gateway, and use the csv_id that comes back.");

    public static final Rule EXPORT_OF_ANOTHER_INSTRUCTION = Rule.of(
            ClauseId.A1,
            "export-of-another-instruction",
            "The export was made under another instruction than the one this call cites.",
            "Cite the instruction under which the export was made.");

    public static final Rule FOREIGN_WORKS = Rule.of(
            ClauseId.B4,
            "not-the-controllers-works",
            "Street Manager does not show this Controller to have a part in these works.",
            "Ask for works that the Controller promotes or that are on its own streets.");

    public static final Rule FOREIGN_WORKS_RELAYED = Rule.of(
            ClauseId.C5,
            "not-the-controllers-works",
            "Relaying another organisation's works record would pass its data to a separate organisation.",
            "The other organisation can grant access of its own.");

    public static final Rule HARVEST = Rule.of(
            ClauseId.B2,
            "harvest",
            "Going through other organisations' records one after another is no reasonable use of Street Manager, which"
                    + " its terms ask for; the authorised user must not ask for it.",
            "Ask for the records that a piece of work needs. What is public of all works, the open data has.");

    public static final Rule HARVEST_COLLECTED = Rule.of(
            ClauseId.C5,
            "harvest",
            "A collection of other organisations' records is their data passed on, beyond the one record at a time that"
                    + " Street Manager shows to its users.",
            "Ask for the records that a piece of work needs, or have the other organisation grant access of its own.");

    public static final Rule SUBSCRIPTION_WITHOUT_STANDING = Rule.of(
            ClauseId.A1,
            "subscription-without-standing-instruction",
            "Notifications go on without anybody asking anew, which only a standing instruction without counted uses"
                    + " covers.",
            "Ask the Controller for a standing instruction, and cite it.");

    public static final Rule RECEIVER_NOT_REGISTERED = Rule.of(
            ClauseId.A2,
            "receiver-not-registered",
            "What was asked for goes to the requester only, and this endpoint is no receiver that the Controller"
                    + " registered for this product.",
            "Ask the Controller's administrator to register it (POST /api/controllers/{controller}/receivers), or name"
                    + " one that is registered.");

    public static final Rule RECEIVER_NOT_PROVEN = Rule.of(
            ClauseId.A2,
            "receiver-not-proven",
            "The receiver has not answered its challenge, so nobody knows that it expects us.",
            "Answer the challenge; the Controller's administrator sees how that went and may have it sent again.");

    public static final Rule RECEIVER_OF_UNKNOWN_AUDIENCE = Rule.of(
            ClauseId.C3,
            "receiver-not-registered",
            "Nobody has vouched that what is sent to this endpoint is not shown to the public.",
            "Have the Controller register the receiver.");

    public static final Rule RECEIVER_OF_UNKNOWN_OWNER = Rule.of(
            ClauseId.C5,
            "receiver-not-registered",
            "An endpoint of the caller's choosing could belong to a separate organisation.",
            "Have the Controller register the receiver.");

    public static final Rule NOTIFICATION_OF_ANOTHER = Rule.of(
            ClauseId.B4,
            "notification-of-another",
            "The notification is about a record in which this Controller has no proven part.",
            "Nothing: the other organisation can grant access of its own.");

    public static final Rule NOTIFICATION_OF_ANOTHER_RELAYED = Rule.of(
            ClauseId.C5,
            "notification-of-another",
            "Delivering it would relay one organisation's data to a separate one.",
            "Nothing: the other organisation can grant access of its own.");

    public static final Rule PERSONAL_DATA_IN_FREE_TEXT = Rule.of(
            ClauseId.B5,
            "personal-data-in-free-text",
            "There is personal data in free text.",
            "Leave it out. Street Manager's terms ask you to \"refer to 'the resident', 'the contract manager'\".");

    public static final Rule ANSWER_OF_ANOTHER = Rule.of(
            ClauseId.B4,
            "answer-of-another",
            "The answer is a record in which this Controller has no proven part, so it is withheld.",
            "Ask for works that the Controller promotes or that are on its own streets.");

    public static final Rule ANSWER_OF_ANOTHER_RELAYED = Rule.of(
            ClauseId.C5,
            "answer-of-another",
            "Releasing it would relay one organisation's data to a separate one.",
            "The other organisation can grant access of its own.");

    public static final Rule RECORD_TIER = Rule.of(
            ClauseId.A1,
            "record-tier",
            "The answer is the Controller's own record, which is of a tier that agreement and instruction do not grant.",
            "Have the Controller grant tier T2 in both.");

    private static final List<Rule> ALL = List.of(
            UNKNOWN_OPERATION,
            UNKNOWN_PARAMETER,
            ACCOUNT_ADMINISTRATION,
            NEVER_FORWARDED,
            OPERATION_OFF,
            NO_PROOF_OF_OWNER,
            REFERENCE_UNKNOWN,
            FILES_NOT_GRANTED,
            EXPORT_UNKNOWN,
            EXPORT_OF_ANOTHER_INSTRUCTION,
            FOREIGN_WORKS,
            FOREIGN_WORKS_RELAYED,
            HARVEST,
            HARVEST_COLLECTED,
            SUBSCRIPTION_WITHOUT_STANDING,
            RECEIVER_NOT_REGISTERED,
            RECEIVER_NOT_PROVEN,
            RECEIVER_OF_UNKNOWN_AUDIENCE,
            RECEIVER_OF_UNKNOWN_OWNER,
            NOTIFICATION_OF_ANOTHER,
            NOTIFICATION_OF_ANOTHER_RELAYED,
            PERSONAL_DATA_IN_FREE_TEXT,
            ANSWER_OF_ANOTHER,
            ANSWER_OF_ANOTHER_RELAYED,
            RECORD_TIER);

    private FurtherRules() {}

    public static List<Rule> all() {
        return ALL;
    }

    /** Those of one clause. */
    public static List<Rule> of(ClauseId clause) {
        return ALL.stream().filter(rule -> rule.clause() == clause).toList();
    }

    /** The rule with this id, for instance {@code B5.personal-data-in-free-text}; empty if it is none of them. */
    public static Optional<Rule> find(String id) {
        return ALL.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }
}
