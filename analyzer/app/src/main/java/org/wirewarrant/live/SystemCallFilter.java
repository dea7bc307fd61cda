package org.wirewarrant.live;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import jnr.ffi.Memory;
import jnr.ffi.Pointer;

/**
 * Tells the kernel to refuse, from all threads, what a capture never does: starting programs, looking into other processes, mounting,
 * loading modules and the like (seccomp(2)). Setting it with the flag for all threads is also the one way to give all of them
 * no-new-privileges.
 */
final class SystemCallFilter {
    private static final int SET_MODE_FILTER = 1;
    private static final long ALL_THREADS = 1;
    private static final long KEEP_SPECULATION = 4;

    private static final int LOAD = 0x20;
    private static final int JUMP_IF_EQUAL = 0x15;
    private static final int JUMP_IF_AT_LEAST = 0x35;
    /** From here on x86-64 numbers the same calls a second time (x32). */
    private static final int OTHER_NUMBERING = 0x40000000;

    private static final int RETURN = 0x06;
    private static final int NUMBER = 0;
    private static final int ARCHITECTURE = 4;
    private static final int ALLOW = 0x7fff0000;
    private static final int REFUSE = 0x00050001;
    private static final int INSTRUCTION = 8;

    private static final int AND = 0x54;
    /** Low halves of the first two arguments, on machines that store them first, as both do. */
    private static final int FAMILY = 16;

    private static final int TYPE = 24;
    private static final int TYPE_MASK = 0xf;
    private static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    private static final int AF_PACKET = 17;
    private static final int SOCK_RAW = 3;
    private static final int SOCK_PACKET = 10;
    /** Instructions that look at sockets. */
    private static final int SOCKET_CODE = 9;

    /**
     * What a machine calls things.
     *
     * @param audit AUDIT_ARCH_ value
     * @param seccomp number of seccomp(2)
     * @param socket number of socket(2)
     * @param refused numbers of what is refused: ptrace, process_vm_readv, process_vm_writev, execve, execveat, mount, umount2,
     *     pivot_root, unshare, setns, init_module, finit_module, delete_module, kexec_load, bpf, perf_event_open, keyctl, add_key,
     *     request_key, io_uring_setup
     */
    private record Machine(int audit, int seccomp, int socket, List<Integer> refused) {}

    private static final Map<String, Machine> MACHINES = Map.of(
            "amd64",
            new Machine(
                    0xc000003e,
                    317,
                    41,
                    List.of(
                            101, 310, 311, 59, 322, 165, 166, 155, 272, 308, 175, 313, 176, 246, 321, 298, 250, 248,
                            249, 425)),
            "aarch64",
            new Machine(
                    0xc00000b7,
                    277,
                    198,
                    List.of(
                            117, 270, 271, 221, 281, 40, 39, 41, 97, 268, 105, 273, 106, 104, 280, 241, 219, 217, 218,
                            425)));

    private SystemCallFilter() {}

    /**
     * Sets it for every thread; no-new-privileges must be set for the calling one.
     *
     * @param noCapture whether sockets that see packets of others are refused, too: a capability to make them is of no use then
     * @throws PrivilegeException if the kernel refuses, or the machine is not known
     */
    static void install(boolean noCapture) throws PrivilegeException {
        Machine machine = MACHINES.get(System.getProperty("os.arch").toLowerCase(Locale.ROOT));
        if (machine == null) {
            throw new PrivilegeException(
                    "giving up rights",
                    "is not known on " + System.getProperty("os.arch"),
                    "start without root, with the capability NET_RAW alone, or say --stay-root");
        }
        byte[] code = code(machine, noCapture);
        Pointer instructions = Memory.allocateDirect(Libc.runtime(), code.length);
        instructions.put(0, code, 0, code.length);
        Pointer program = Memory.allocateDirect(Libc.runtime(), 16, true);
        program.putShort(0, (short) (code.length / INSTRUCTION));
        program.putPointer(8, instructions);
        long failed =
                Libc.require().syscall(machine.seccomp(), SET_MODE_FILTER, ALL_THREADS | KEEP_SPECULATION, program);
        if (failed != 0) {
            String why = failed > 0 ? "thread " + failed + " cannot be reached" : Libc.error();
            throw new PrivilegeException(
                    "no-new-privileges", "cannot be set for all threads: " + why, "say --stay-root to go on without");
        }
    }

    private static byte[] code(Machine machine, boolean noCapture) {
        int sockets = noCapture ? SOCKET_CODE : 0;
        int refused = machine.refused().size() + sockets;
        Assembler code = new Assembler();
        code.add(LOAD, 0, 0, ARCHITECTURE);
        code.add(JUMP_IF_EQUAL, 0, refused + 2, machine.audit());
        code.add(LOAD, 0, 0, NUMBER);
        code.add(JUMP_IF_AT_LEAST, refused + 1, 0, OTHER_NUMBERING);
        for (int i = 0; i < machine.refused().size(); i++) {
            code.add(JUMP_IF_EQUAL, refused - i, 0, machine.refused().get(i));
        }
        if (noCapture) {
            addSockets(code, machine.socket());
        }
        code.add(RETURN, 0, 0, ALLOW);
        code.add(RETURN, 0, 0, REFUSE);
        return code.bytes.toByteArray();
    }

    /** What follows it allows the call, and what follows that refuses it. */
    private static void addSockets(Assembler code, int socket) {
        code.add(JUMP_IF_EQUAL, 0, 8, socket);
        code.add(LOAD, 0, 0, FAMILY);
        code.add(JUMP_IF_EQUAL, 7, 0, AF_PACKET);
        code.add(JUMP_IF_EQUAL, 1, 0, AF_INET);
        code.add(JUMP_IF_EQUAL, 0, 4, AF_INET6);
        code.add(LOAD, 0, 0, TYPE);
        code.add(AND, 0, 0, TYPE_MASK);
        code.add(JUMP_IF_EQUAL, 2, 0, SOCK_RAW);
        code.add(JUMP_IF_EQUAL, 1, 0, SOCK_PACKET);
    }

    /** {@code struct sock_filter} after {@code struct sock_filter}. */
    private static final class Assembler {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void add(int operation, int ifTrue, int ifFalse, int value) {
            ByteBuffer one = ByteBuffer.allocate(INSTRUCTION).order(ByteOrder.nativeOrder());
            one.putShort((short) operation)
                    .put((byte) ifTrue)
                    .put((byte) ifFalse)
                    .putInt(value);
            bytes.writeBytes(one.array());
        }
    }
}
