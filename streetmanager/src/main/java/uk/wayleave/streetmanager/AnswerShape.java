package uk.wayleave.streetmanager;

/** What a successful answer is. */
public sealed interface AnswerShape {

    Content content();

    /** JSON of a known shape. */
    record Json(Shape shape) implements AnswerShape {
        @Override
        public Content content() {
            return Content.JSON;
        }
    }

    record Empty() implements AnswerShape {
        @Override
        public Content content() {
            return Content.EMPTY;
        }
    }

    /** Something that is not JSON. */
    record Opaque(Content content) implements AnswerShape {}
}
