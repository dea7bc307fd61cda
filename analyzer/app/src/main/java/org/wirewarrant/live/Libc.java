package org.wirewarrant.live;

import jnr.ffi.LibraryLoader;
import jnr.ffi.Pointer;
import jnr.ffi.Runtime;
import jnr.ffi.types.size_t;

/** The C library through jnr-ffi, loaded at first use. Any thread. */
final class Libc {
    /** The functions in use; jnr-ffi can only implement public interfaces. */
    public interface Api {
        /** Opens memory as a file. */
        Pointer fmemopen(Pointer memory, @size_t long bytes, String mode);

        /** Finds a user by name: a {@code struct passwd}, or null. */
        Pointer getpwnam(String name);

        /** Sets the supplementary groups, of all threads. */
        int setgroups(@size_t long count, Pointer groups);

        /** Sets all group identities, of all threads. */
        int setresgid(int real, int effective, int saved);

        /** Sets all user identities, of all threads. */
        int setresuid(int real, int effective, int saved);

        /** Changes an owner. */
        int chown(String path, int user, int group);

        /** Sets an attribute of the calling thread. */
        int prctl(int what, long one, long two, long three, long four);

        /** Calls the kernel, for what the library has no function for. */
        long syscall(long number, long one, long two, Pointer three);

        /** Text of an error number. */
        String strerror(int number);

        /** Number of an interface, or 0. */
        int if_nametoindex(String name);

        /** Binds a socket. */
        int bind(int descriptor, Pointer address, int length);

        /** Sets an option of a socket. */
        int setsockopt(int descriptor, int level, int option, Pointer value, int length);

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

    static Runtime runtime() {
        return Runtime.getRuntime(Holder.API);
    }

    /** Why the last call on this thread failed. */
    static String error() {
        return Holder.API.strerror(runtime().getLastError());
    }
}
