package org.wirewarrant.report;

/** The version of this program. */
public final class ProgramVersion {
    private ProgramVersion() {}

    /** As the jar's manifest says; {@code development} outside a jar. */
    public static String text() {
        String version = ProgramVersion.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
