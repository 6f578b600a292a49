package uk.wayleave.streetmanager;

import java.util.Set;

/** What the body of a request is. */
public sealed interface RequestShape {

    Content content();

    /** JSON of a known shape. */
    record Json(Shape.ObjectShape shape) implements RequestShape {
        @Override
        public Content content() {
            return Content.JSON;
        }
    }

    record Empty() implements RequestShape {
        @Override
        public Content content() {
            return Content.EMPTY;
        }
    }

    /**
     * A multipart form with one file in it, in the part {@value #FILE}. Source: V3.6; that V6 spells its fields the same
     * is inferred.
     *
     * @param fields the names of its other parts
     * @param files the types of file it takes
     */
    record Form(Set<String> fields, Set<FileType> files) implements RequestShape {
        public static final String FILE = "file";
        /** Who acts, spelt otherwise than in JSON. */
        public static final String USER_IDENTIFIER = "internalUserIdentifier";

        public static final String USER_NAME = "internalUserName";

        public Form {
            fields = Set.copyOf(fields);
            files = Set.copyOf(files);
        }

        @Override
        public Content content() {
            return Content.MULTIPART;
        }
    }
}
