package org.sluice;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The house's walls: imports run downwards only. */
class ImportRulesTest {
    /** A packet's way: a stage may know those before it, never those after it. */
    private static final List<String> STAGES =
            List.of("port", "decode", "defrag", "flow", "stream", "app", "detect", "guard", "verdict", "pipeline");

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.sluice");
    }

    @Test
    void shouldTouchTheLinkerInBindingsAlone() {
        noClasses().that().resideOutsideOfPackage("org.sluice.bindings..")
                .should().dependOnClassesThat().haveFullyQualifiedName("java.lang.foreign.Linker")
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.lang.foreign.SymbolLookup")
                .check(classes);
    }

    @Test
    void shouldKeepRulesFreeOfTheDataPlane() {
        noClasses().that().resideInAPackage("org.sluice.rules..")
                .should().dependOnClassesThat().resideInAnyPackage("org.sluice.dataplane..", "org.sluice.control..")
                .check(classes);
    }

    @Test
    void shouldKeepTheDataPlaneFreeOfTheControlPlaneAndOfRuleTexts() {
        noClasses().that().resideInAPackage("org.sluice.dataplane..")
                .should().dependOnClassesThat().resideInAnyPackage(
                        "org.sluice.control..", "org.sluice.rules.text..", "org.sluice.rules.model..",
                        "org.sluice.rules.keyword..", "org.sluice.rules.compile..", "net.openhft..")
                .check(classes);
    }

    @Test
    void shouldLetControlSeeOnlyTheContractExceptFromTheCommands() {
        noClasses().that(resideInAPackage("org.sluice.control..").and(not(resideInAPackage("org.sluice.control.cli.."))))
                .should().dependOnClassesThat(resideInAPackage("org.sluice.dataplane..")
                        .and(not(resideInAPackage("org.sluice.dataplane.contract.."))))
                .check(classes);
    }

    @Test
    void shouldKeepTheContractALeaf() {
        noClasses().that().resideInAPackage("org.sluice.dataplane.contract..")
                .should().dependOnClassesThat(resideInAPackage("org.sluice..")
                        .and(not(resideInAPackage("org.sluice.dataplane.contract.."))))
                .check(classes);
    }

    @Test
    void shouldLetEachStageImportOnlyStagesToItsLeft() {
        for (int s = 0; s < STAGES.size(); s++) {
            String[] later = STAGES.subList(s + 1, STAGES.size()).stream()
                    .map(stage -> "org.sluice.dataplane." + stage + "..")
                    .toArray(String[]::new);
            noClasses().that().resideInAPackage("org.sluice.dataplane." + STAGES.get(s) + "..")
                    .should().dependOnClassesThat(resideInAnyPackage(later))
                    .allowEmptyShould(true)
                    .check(classes);
        }
    }

    @Test
    void shouldNameEveryRoomAfterWhatIsInIt() {
        noClasses().should().resideInAnyPackage(
                        "..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..impl..", "..manager..")
                .check(classes);
    }
}
