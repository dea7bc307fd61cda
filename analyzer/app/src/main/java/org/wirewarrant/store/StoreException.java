package org.wirewarrant.store;

import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** A store that cannot be used, with the remedy; the message is {@code <file>: <what> (<remedy>)}. */
public final class StoreException extends Exception {
    private static final long serialVersionUID = 1L;
    private static final int PRIMARY = 0xff;

    private final String file;
    private final String what;
    private final String remedy;

    StoreException(String file, String what, String remedy) {
        this(file, what, remedy, null);
    }

    StoreException(String file, String what, String remedy, Throwable cause) {
        super(file + ": " + what + " (" + remedy + ")", cause);
        this.file = file;
        this.what = what;
        this.remedy = remedy;
    }

    /** The store, as the user named it. */
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

    static StoreException of(String file, SQLException cause) {
        SQLiteErrorCode code =
                cause instanceof SQLiteException sqlite ? sqlite.getResultCode() : SQLiteErrorCode.SQLITE_ERROR;
        SQLiteErrorCode primary = SQLiteErrorCode.getErrorCode(code.code & PRIMARY);
        return switch (primary) {
            case SQLITE_BUSY, SQLITE_LOCKED -> locked(file, cause);
            case SQLITE_FULL ->
                new StoreException(file, "the disk is full", "make room; the store holds what was kept before", cause);
            case SQLITE_NOTADB -> alien(file, cause);
            case SQLITE_CORRUPT -> damaged(file, "its pages do not fit together", cause);
            case SQLITE_CANTOPEN ->
                new StoreException(file, "cannot be opened", "check that its folder exists and may be written", cause);
            case SQLITE_READONLY, SQLITE_PERM ->
                new StoreException(file, "may not be written", "check the rights of the file and its folder", cause);
            case SQLITE_IOERR ->
                new StoreException(
                        file, "the disk refuses: " + code.name(), "check the disk, and that it has room", cause);
            default -> new StoreException(file, "cannot be used: " + cause.getMessage(), "check the file", cause);
        };
    }

    static StoreException locked(String file, Throwable cause) {
        return new StoreException(
                file, "is in use by another run", "wait for its end, or keep this run in a store of its own", cause);
    }

    static StoreException alien(String file, Throwable cause) {
        return new StoreException(
                file, "is not a store of this program", "name a store, or a file that is not there yet", cause);
    }

    static StoreException damaged(String file, String how, Throwable cause) {
        return new StoreException(
                file, "is damaged: " + how, "restore it from a copy, or move it away to begin afresh", cause);
    }
}
