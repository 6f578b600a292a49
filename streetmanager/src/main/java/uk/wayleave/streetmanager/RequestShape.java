package uk.wayleave.streetmanager;

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

    /** Something that is not JSON. */
    record Opaque(Content content) implements RequestShape {}
}
