package uk.wayleave.register.ledger;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import uk.wayleave.evidence.Condition;

/** The uses left of the instructions that a batch names, as its appends take them and give them back one by one. */
final class Uses {
    private record Account(UUID controller, long remaining, long allowed, boolean unlimited) {}

    private final Map<UUID, Account> accounts = new HashMap<>();
    private final Map<UUID, Long> remaining = new HashMap<>();

    /** @param left and {@code allowed} are null where there is no limit */
    void open(UUID instruction, UUID controller, @Nullable Long left, @Nullable Long allowed) {
        if (left == null || allowed == null) {
            accounts.put(instruction, new Account(controller, 0, 0, true));
            return;
        }
        accounts.put(instruction, new Account(controller, left, allowed, false));
        remaining.put(instruction, left);
    }

    /**
     * Takes and gives back what these conditions say, in their order; nothing at all where a use is wanting. An
     * instruction that is not known, or is another Controller's, has none.
     */
    boolean settle(List<Condition> conditions) {
        Map<UUID, Long> after = new HashMap<>();
        for (Condition condition : conditions) if (!settled(condition, after)) return false;
        remaining.putAll(after);
        return true;
    }

    /** The new balances of those that have another than before. */
    Map<UUID, Long> changes() {
        Map<UUID, Long> changes = new HashMap<>(remaining);
        changes.entrySet()
                .removeIf(entry -> Objects.requireNonNull(accounts.get(entry.getKey())).remaining == entry.getValue());
        return changes;
    }

    private boolean settled(Condition condition, Map<UUID, Long> after) {
        return switch (condition) {
            case Condition.Unchanged unchanged -> true;
            case Condition.TakeUse(UUID controller, UUID instruction) -> {
                Account account = account(controller, instruction);
                if (account == null) yield false;
                if (account.unlimited) yield true;
                long left = left(instruction, account, after);
                if (left > 0) after.put(instruction, left - 1);
                yield left > 0;
            }
            case Condition.GiveBackUse(UUID controller, UUID instruction) -> {
                Account account = account(controller, instruction);
                if (account != null && !account.unlimited)
                    after.put(instruction, Math.min(account.allowed, left(instruction, account, after) + 1));
                yield true;
            }
        };
    }

    private @Nullable Account account(UUID controller, UUID instruction) {
        Account account = accounts.get(instruction);
        return account != null && account.controller.equals(controller) ? account : null;
    }

    private long left(UUID instruction, Account account, Map<UUID, Long> after) {
        Long now = after.get(instruction);
        if (now == null) now = remaining.get(instruction);
        return now == null ? account.remaining : now;
    }
}
