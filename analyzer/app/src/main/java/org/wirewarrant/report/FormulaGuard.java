package org.wirewarrant.report;

/** Makes text harmless that a spreadsheet would run as a formula. */
final class FormulaGuard {
    /** The last four are the full-width forms, which some spreadsheets fold to the plain ones. */
    private static final String STARTERS = "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20";

    private FormulaGuard() {}

    /** The text, with an apostrophe before it where its first character could start a formula. */
    static String guard(String text) {
        return !text.isEmpty() && STARTERS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    /** The text that was made harmless. */
    static String unguard(String text) {
        boolean guarded = text.length() > 1 && text.charAt(0) == '\'' && STARTERS.indexOf(text.charAt(1)) >= 0;
        return guarded ? text.substring(1) : text;
    }
}
