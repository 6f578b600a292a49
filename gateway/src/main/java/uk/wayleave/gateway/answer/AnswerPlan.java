package uk.wayleave.gateway.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import uk.wayleave.streetmanager.Operation;
import uk.wayleave.streetmanager.Ownership;
import uk.wayleave.streetmanager.Proof;

/**
 * What is looked for in the answers of one operation. Made once.
 *
 * @param rows the member that holds the rows; empty text where the answer itself is the array
 */
record AnswerPlan(Watch record, Optional<String> rows, Watch row) {
    static AnswerPlan of(Operation operation) {
        List<String> record = new ArrayList<>(operation.echoes().values());
        List<String> row = new ArrayList<>();
        Optional<String> rows = Optional.empty();
        switch (operation.ownership()) {
            case Ownership.ByWorks byWorks -> {
                byWorks.promoterField().ifPresent(record::add);
                byWorks.authority().place().ifPresent(record::add);
            }
            case Ownership.ByCodeInReference byCode -> byCode.field().ifPresent(record::add);
            case Ownership.ByAnswer byAnswer -> record.addAll(byAnswer.fields());
            case Ownership.ByRow byRow -> {
                rows = Optional.of(byRow.rows().isEmpty() ? "" : byRow.rows().substring(1));
                byRow.promoter().flatMap(Proof::place).ifPresent(row::add);
                byRow.authority().place().ifPresent(row::add);
            }
            case Ownership.ByPartyInBody _,
                    Ownership.ByOrganisation _,
                    Ownership.ByRemembered _,
                    Ownership.ByAccount _,
                    Ownership.Nobody _,
                    Ownership.Unproven _ -> {}
        }
        return new AnswerPlan(Watch.of(record), rows, Watch.of(row));
    }
}
