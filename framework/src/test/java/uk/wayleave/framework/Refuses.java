package uk.wayleave.framework;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;

/** A row of the table of clauses: the test shows a call that breaches this rule. See {@link ClauseTable}. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@interface Refuses {
    /** The id of the rule. */
    String value();

    /** The ids of the other rules that the same call cannot but breach. */
    String[] also() default {};
}
