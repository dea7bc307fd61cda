package org.wirewarrant;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
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
    private static final String STORE = "org.wirewarrant.store..";
    private static final String STATUS = "org.wirewarrant.status..";
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
                .resideInAnyPackage(REPORT, STORE, LIVE, STATUS, CLI)
                .check(ALL);
    }

    @Test
    void shouldKeepTheAppFreeOfTheCommandLine() {
        noClasses()
                .that()
                .resideInAnyPackage(REPORT, STORE, LIVE, STATUS)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CLI)
                .allowEmptyShould(true)
                .check(ALL);
    }

    @Test
    void shouldKeepReportStoreAndLiveApart() {
        for (String one : List.of(REPORT, STORE, LIVE)) {
            noClasses()
                    .that()
                    .resideInAPackage(one)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(Stream.of(REPORT, STORE, LIVE, STATUS)
                            .filter(other -> !other.equals(one))
                            .toArray(String[]::new))
                    .allowEmptyShould(true)
                    .check(ALL);
        }
    }

    @Test
    void shouldKeepStatusFreeOfStoreAndLive() {
        noClasses()
                .that()
                .resideInAPackage(STATUS)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(STORE, LIVE)
                .allowEmptyShould(true)
                .check(ALL);
    }

    /** SQLite is loaded only where it is used. */
    @Test
    void shouldKeepTheDatabaseInTheStore() {
        noClasses()
                .that()
                .resideOutsideOfPackage(STORE)
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.sqlite..")
                .check(ALL);
    }
}
