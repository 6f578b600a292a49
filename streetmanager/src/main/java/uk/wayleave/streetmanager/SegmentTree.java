package uk.wayleave.streetmanager;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The paths of one API of one version, a node per segment. At each node fixed text wins over a parameter and there is no
 * way back, so a path has one meaning or none.
 */
final class SegmentTree {

    static final class Node {
        final Map<String, Node> literals = new HashMap<>();
        final EnumMap<HttpMethod, Operation> operations = new EnumMap<>(HttpMethod.class);

        @Nullable
        Node parameter;
        /** What the path does where it is no operation but administers accounts; empty otherwise. */
        String administration = "";
    }

    private final Node root = new Node();

    Node add(PathTemplate path) {
        Node node = root;
        for (PathTemplate.Segment segment : path.segments()) {
            node = switch (segment) {
                case PathTemplate.Literal(String text) -> node.literals.computeIfAbsent(text, _ -> new Node());
                case PathTemplate.Parameter _ -> parameterOf(node);
            };
        }
        return node;
    }

    private static Node parameterOf(Node node) {
        Node known = node.parameter;
        if (known != null) {
            return known;
        }
        Node added = new Node();
        node.parameter = added;
        return added;
    }

    @Nullable
    Node find(List<String> segments) {
        Node node = root;
        for (int i = 0; i < segments.size(); i++) {
            Node literal = node.literals.get(segments.get(i));
            Node next = literal == null ? node.parameter : literal;
            if (next == null) {
                return null;
            }
            node = next;
        }
        return node;
    }
}
