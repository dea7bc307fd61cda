package org.wirewarrant.live;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.types.size_t;

/** The C library through jnr-ffi, loaded at first use. Any thread. */
final class Libc {
    /** The functions in use; jnr-ffi can only implement public interfaces. */
    public interface Api {
        /** Opens memory as a file. */
        Pointer fmemopen(Pointer memory, @size_t long bytes, String mode);

        /** Waits for descriptors. */
        int poll(Pointer descriptors, @size_t long count, int milliseconds);
    }

    private static final class Holder {
        static final Api API = LibraryLoader.create(Api.class).failImmediately().load("c");
    }

    private Libc() {}

    static Api require() {
        return Holder.API;
    }
}
