package uk.wayleave.app.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import uk.wayleave.framework.ClauseId;
import uk.wayleave.framework.Rule;

/** How everything in the house is named and written. */
class HouseRulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // Of pages, whose fixture of browsers other modules use.
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("uk.wayleave");

    @Test
    void namesSayWhatAThingIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(?<!Street)(Manager|Helper|Helpers|Util|Utils|Impl)$")
                .because("such a name says nothing about the thing")
                .check(CLASSES);
    }

    @Test
    void everyPackageIsFreeOfNull() {
        Set<String> unmarked = CLASSES.stream()
                .filter(one -> !one.isAnonymousClass())
                .filter(one -> !one.getPackage().isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unmarked).isEmpty();
    }

    @Test
    void onlyTheCommandLineWritesToTheTerminal() {
        noClasses()
                .that()
                .resideOutsideOfPackage("uk.wayleave.app..")
                .and()
                // A process of its own, which answers on its standard output.
                .doNotHaveFullyQualifiedName("uk.wayleave.screening.file.PdfProgram")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(CLASSES);
    }

    @Test
    void onlyTheProgramItselfEndsTheJvm() {
        classes()
                .that()
                .doNotHaveFullyQualifiedName("uk.wayleave.app.Main")
                .should(new com.tngtech.archunit.lang.ArchCondition<JavaClass>("not end the JVM") {
                    @Override
                    public void check(JavaClass one, com.tngtech.archunit.lang.ConditionEvents events) {
                        one.getMethodCallsFromSelf().stream()
                                .filter(call -> call.getTargetOwner().isEquivalentTo(System.class)
                                        && call.getName().equals("exit"))
                                .forEach(call -> events.add(com.tngtech.archunit.lang.SimpleConditionEvent.violated(
                                        call, call.getDescription())));
                    }
                })
                .check(CLASSES);
    }

    /** Whoever reads of a refusal later finds there what the rule says. */
    @Test
    void onlyTheFrameworkMakesRules() {
        noClasses()
                .that()
                .resideOutsideOfPackage("uk.wayleave.framework..")
                .should()
                .callConstructor(Rule.class, ClauseId.class, String.class, String.class, String.class)
                .orShould()
                .callMethod(Rule.class, "of", ClauseId.class, String.class, String.class, String.class)
                .check(CLASSES);
    }

    @Test
    void nothingThatChangesIsStatic() {
        fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("uk.wayleave..")
                .should()
                .beFinal()
                .check(CLASSES);
    }
}
