package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.List;
import org.wirewarrant.flow.ConversationView;
import org.wirewarrant.policy.Rule;
import org.wirewarrant.policy.Verdict;

/** Credits by verdict, fitting rows (each the same object) and server port. */
final class CreditTable {
    private Credit[] slots = new Credit[64];
    private int size;

    void add(Verdict verdict, List<Rule> fitting, ConversationView conversation) {
        Credit credit = find(verdict, fitting, conversation.serverPort());
        credit.add(conversation);
    }

    List<Credit> credits() {
        List<Credit> credits = new ArrayList<>(size);
        for (Credit credit : slots) {
            if (credit != null) {
                credits.add(credit);
            }
        }
        return credits;
    }

    @SuppressWarnings("ReferenceEquality") // the same object is asked for: equal ones add up to the same in the end
    private Credit find(Verdict verdict, List<Rule> fitting, int port) {
        int slot = slot(verdict, fitting, port);
        while (slots[slot] != null) {
            Credit credit = slots[slot];
            if (credit.verdict == verdict && credit.fitting == fitting && credit.port == port) {
                return credit;
            }
            slot = slot + 1 & slots.length - 1;
        }
        if (++size > slots.length / 2) {
            grow();
            slot = slot(verdict, fitting, port);
            while (slots[slot] != null) {
                slot = slot + 1 & slots.length - 1;
            }
        }
        slots[slot] = new Credit(verdict, fitting, port);
        return slots[slot];
    }

    private void grow() {
        Credit[] old = slots;
        slots = new Credit[old.length * 2];
        for (Credit credit : old) {
            if (credit != null) {
                int slot = slot(credit.verdict, credit.fitting, credit.port);
                while (slots[slot] != null) {
                    slot = slot + 1 & slots.length - 1;
                }
                slots[slot] = credit;
            }
        }
    }

    private int slot(Verdict verdict, List<Rule> fitting, int port) {
        int hash = System.identityHashCode(verdict) ^ System.identityHashCode(fitting) * 31 ^ port * 0x9E3779B1;
        return (hash ^ hash >>> 16) & slots.length - 1;
    }
}
