package org.wirewarrant;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ArchitectureTest {
    private static final List<String> ARROW = List.of("capture", "wire", "flow", "policy", "audit");
    private static final JavaClasses CORE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.wirewarrant");

    static IntStream stations() {
        return IntStream.range(0, ARROW.size());
    }

    @ParameterizedTest
    @MethodSource("stations")
    void shouldImportOnlyFromPackagesBeforeIt(int station) {
        noClasses()
                .that()
                .resideInAPackage(pattern(ARROW.get(station)))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ARROW.subList(station + 1, ARROW.size()).stream()
                        .map(ArchitectureTest::pattern)
                        .toArray(String[]::new))
                .as(ARROW.get(station) + " imports only " + ARROW.subList(0, station))
                .allowEmptyShould(true)
                .check(CORE);
    }

    @Test
    void shouldHoldEveryClassOfCoreOnTheArrow() {
        classes()
                .should()
                .resideInAnyPackage(
                        ARROW.stream().map(ArchitectureTest::pattern).toArray(String[]::new))
                .check(CORE);
    }

    private static String pattern(String station) {
        return "org.wirewarrant." + station + "..";
    }
}
