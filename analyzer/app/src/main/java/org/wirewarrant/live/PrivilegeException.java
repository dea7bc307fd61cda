package org.wirewarrant.live;

/** Rights that cannot be given up as they should; then nothing is captured. */
public final class PrivilegeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String subject;
    private final String what;
    private final String remedy;

    PrivilegeException(String subject, String what, String remedy) {
        super(subject + ": " + what + " (" + remedy + ")");
        this.subject = subject;
        this.what = what;
        this.remedy = remedy;
    }

    /** What it is about. */
    public String subject() {
        return subject;
    }

    /** The fault, without a full stop. */
    public String what() {
        return what;
    }

    /** What to do about it, without a full stop. */
    public String remedy() {
        return remedy;
    }
}
