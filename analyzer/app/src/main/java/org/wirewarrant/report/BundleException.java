package org.wirewarrant.report;

/** A bundle that cannot be written or read, with the remedy. */
public final class BundleException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String file;
    private final String what;
    private final String remedy;

    /**
     * Says what is wrong.
     *
     * @param file the folder or file, as the user named it
     * @param what the fault, without a full stop
     * @param remedy what to do about it, without a full stop
     */
    public BundleException(String file, String what, String remedy) {
        super(file + ": " + what + " (" + remedy + ")");
        this.file = file;
        this.what = what;
        this.remedy = remedy;
    }

    /** The folder or file, as the user named it. */
    public String file() {
        return file;
    }

    /** The fault, without a full stop. */
    public String what() {
        return what;
    }

    /** What to do about it. */
    public String remedy() {
        return remedy;
    }
}
