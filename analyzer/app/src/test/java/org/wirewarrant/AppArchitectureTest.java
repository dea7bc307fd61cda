package org.wirewarrant;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

class AppArchitectureTest {
    private static final String[] CORE = {
        "org.wirewarrant.capture..",
        "org.wirewarrant.wire..",
        "org.wirewarrant.flow..",
        "org.wirewarrant.policy..",
        "org.wirewarrant.audit.."
    };
    private static final String REPORT = "org.wirewarrant.report..";
    private static final String LIVE = "org.wirewarrant.live..";
    private static final String CLI = "org.wirewarrant.cli..";
    private static final JavaClasses ALL = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.wirewarrant");

    @Test
    void shouldKeepCoreFreeOfTheApp() {
        noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(REPORT, LIVE, CLI)
                .check(ALL);
    }

    @Test
    void shouldKeepReportAndLiveFreeOfTheCommandLine() {
        noClasses()
                .that()
                .resideInAnyPackage(REPORT, LIVE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CLI)
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void shouldKeepReportAndLiveApart() {
        noClasses()
                .that()
                .resideInAPackage(REPORT)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(LIVE)
                .allowEmptyShould(true)
                .check(ALL);
        noClasses()
                .that()
                .resideInAPackage(LIVE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(REPORT)
                .allowEmptyShould(true)
                .check(ALL);
    }
}
