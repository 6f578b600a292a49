package uk.wayleave.opendata.api;

import tools.jackson.databind.node.ArrayNode;

/** Links in documents (OGC API Features, requirement class core). */
final class Links {
    private Links() {}

    static void add(ArrayNode links, String rel, String type, String title, String href) {
        links.addObject().put("rel", rel).put("type", type).put("title", title).put("href", href);
    }
}
