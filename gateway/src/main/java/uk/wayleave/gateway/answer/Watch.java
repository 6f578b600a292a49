package uk.wayleave.gateway.answer;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where in an answer a value stands that proves something, as a tree of member names. Made once per operation. */
final class Watch {
    private final Map<String, Watch> children = new HashMap<>();
    private String pointer = "";

    /** @param pointers JSON Pointers without array indexes */
    static Watch of(Collection<String> pointers) {
        Watch root = new Watch();
        for (String pointer : pointers) {
            Watch node = root;
            for (String name : pointer.substring(1).split("/", -1)) {
                node = node.children.computeIfAbsent(name, _ -> new Watch());
            }
            node.pointer = pointer;
        }
        return root;
    }

    @Nullable
    Watch child(String name) {
        return children.get(name);
    }

    boolean isEmpty() {
        return children.isEmpty();
    }

    /** The pointer that ends here; empty where none does. */
    String pointer() {
        return pointer;
    }
}
