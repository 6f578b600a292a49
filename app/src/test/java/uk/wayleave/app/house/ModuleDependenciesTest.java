package uk.wayleave.app.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The house: which module may use which, held against the poms and against the classes. */
class ModuleDependenciesTest {
    private static final List<String> ALL = List.of(
            "framework",
            "streetmanager",
            "screening",
            "evidence",
            "pages",
            "messages",
            "register",
            "opendata",
            "gateway",
            "control",
            "console",
            "sandbox",
            "app");

    /** What a module may use, as the architecture says. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            Map.entry("framework", Set.of()),
            Map.entry("streetmanager", Set.of("framework")),
            Map.entry("screening", Set.of()),
            Map.entry("evidence", Set.of("framework")),
            Map.entry("pages", Set.of()),
            Map.entry("messages", Set.of()),
            Map.entry("register", Set.of("framework", "evidence", "messages")),
            Map.entry("opendata", Set.of("streetmanager", "evidence", "pages", "messages")),
            Map.entry("gateway", Set.of("framework", "streetmanager", "screening", "evidence", "messages", "register")),
            Map.entry("control", Set.of("framework", "streetmanager", "screening", "evidence", "messages", "register")),
            Map.entry(
                    "console",
                    Set.of(
                            "framework",
                            "streetmanager",
                            "screening",
                            "evidence",
                            "pages",
                            "register",
                            "opendata",
                            "control")),
            Map.entry("sandbox", Set.of("framework", "streetmanager")),
            Map.entry("app", Set.copyOf(ALL.subList(0, ALL.size() - 1))));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("uk.wayleave");

    static List<String> modules() {
        return ALL;
    }

    @ParameterizedTest
    @MethodSource("modules")
    void classesUseOnlyWhatTheirModuleMay(String module) {
        String[] forbidden = ALL.stream()
                .filter(other -> !other.equals(module) && !allowed(module).contains(other))
                .map(other -> "uk.wayleave." + other + "..")
                .toArray(String[]::new);
        assertThat(CLASSES.stream().filter(one -> one.getPackageName().startsWith("uk.wayleave." + module)))
                .as("classes of " + module)
                .isNotEmpty();
        if (forbidden.length > 0) {
            noClasses()
                    .that()
                    .resideInAPackage("uk.wayleave." + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .check(CLASSES);
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void pomsNameOnlyWhatTheirModuleMayUse(String module) throws Exception {
        assertThat(allowed(module)).containsAll(dependenciesOf(module));
    }

    @Test
    void everyModuleButBenchIsHeldToTheHouse() throws Exception {
        NodeList modules = pom("pom.xml").getElementsByTagName("module");
        Set<String> named = new TreeSet<>();
        for (int i = 0; i < modules.getLength(); i++) named.add(modules.item(i).getTextContent());
        named.remove("bench");
        assertThat(named).containsExactlyInAnyOrderElementsOf(ALL);
    }

    @Test
    void theFrameworkDoesNoInputOrOutput() {
        noClasses()
                .that()
                .resideInAPackage("uk.wayleave.framework..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.sql..", "javax.sql..", "java.nio.file..", "java.nio.channels..")
                .check(CLASSES);
        noClasses()
                .that()
                .resideInAPackage("uk.wayleave.framework..")
                .should()
                .dependOnClassesThat()
                .haveNameMatching("java\\.io\\.(?!Serializable|ObjectStreamException|InvalidObjectException).*")
                .check(CLASSES);
    }

    @Test
    void theFrameworkReadsNoClockAndNoChance() {
        noClasses()
                .that()
                .resideInAPackage("uk.wayleave.framework..")
                .should()
                .callMethod(java.time.Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Random.class)
                .check(CLASSES);
    }

    private static Set<String> allowed(String module) {
        return MAY_USE.getOrDefault(module, Set.of());
    }

    private static Set<String> dependenciesOf(String module) throws Exception {
        NodeList dependencies = pom(module + "/pom.xml").getElementsByTagName("dependency");
        Set<String> ours = new TreeSet<>();
        for (int i = 0; i < dependencies.getLength(); i++) {
            Element dependency = (Element) dependencies.item(i);
            if (!text(dependency, "groupId").equals("uk.wayleave")) continue;
            if (text(dependency, "scope").equals("test")) continue;
            ours.add(text(dependency, "artifactId").substring("wayleave-".length()));
        }
        return ours.stream().collect(Collectors.toUnmodifiableSet());
    }

    private static String text(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent().strip();
    }

    private static Element pom(String path) throws Exception {
        Path root = Path.of(System.getProperty("wayleave.root", ".."));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(root.resolve(path).toFile())
                .getDocumentElement();
    }
}
