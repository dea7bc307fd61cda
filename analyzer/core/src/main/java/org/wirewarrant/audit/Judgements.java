package org.wirewarrant.audit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.Callable;
import org.wirewarrant.flow.ConversationView;
import org.wirewarrant.flow.Conversations;
import org.wirewarrant.flow.Workers;
import org.wirewarrant.policy.CompiledPolicy;
import org.wirewarrant.policy.ControlFlows;
import org.wirewarrant.policy.ConversationJudge;
import org.wirewarrant.policy.Verdict;
import org.wirewarrant.policy.VerdictKind;
import org.wirewarrant.wire.IpAddress;

/** The verdict of every conversation, and what they add up to; made in one pass, in which each conversation is looked at once. */
final class Judgements {
    private static final byte ANSWERED = 1;
    private static final byte ATTEMPT = 2;
    private static final byte CONCERN = 4;

    private static final int GROUP = 16;

    private final Verdict[] verdicts;
    /** Of concerns only. */
    private final long[] bytes;

    private final byte[] traits;
    private final List<VerdictTable> counts = new ArrayList<>();
    private final List<Credit> credits = new ArrayList<>();
    private final BitSet speakers = new BitSet();
    private final IntList weak = new IntList();
    private long totalBytes;
    private long touched;
    private final HostContacts contacts;
    private final List<TrafficTable> traffic = new ArrayList<>();

    private Judgements(int size, CompiledPolicy policy) {
        verdicts = new Verdict[size];
        bytes = new long[size];
        traits = new byte[size];
        contacts = new HostContacts(policy);
    }

    /** Judges on so many threads; the result is the same for any number. */
    static Judgements of(Conversations conversations, CompiledPolicy policy, int threads) {
        Judgements judgements = new Judgements(conversations.size(), policy);
        BitSet heads = new BitSet(conversations.flows().size());
        for (int i = 0; i < conversations.size(); i++) {
            heads.set(conversations.firstFlow(i));
        }
        List<Pass> passes = Workers.ranges(threads, conversations.flows().size(), (from, to) -> {
            Pass pass = new Pass(judgements, conversations, policy);
            pass.judge(heads, from, to);
            return pass;
        });
        settle(passes, threads);
        for (Pass pass : passes) {
            judgements.contacts.addAll(pass.contacts);
            judgements.counts.add(pass.counts);
            judgements.credits.addAll(pass.credits.credits());
            judgements.speakers.or(pass.speakers);
            judgements.traffic.add(pass.traffic);
            judgements.totalBytes += pass.totalBytes;
            judgements.touched += pass.touched;
            for (int index : pass.weak.toArray()) {
                judgements.weak.add(index);
            }
        }
        return judgements;
    }

    /** Judges what was left open, now that every conversation on which ports are negotiated is known. */
    private static void settle(List<Pass> passes, int threads) {
        ControlFlows controls = new ControlFlows();
        passes.forEach(pass -> controls.addAll(pass.controls));
        List<Callable<Pass>> tasks = new ArrayList<>();
        for (Pass pass : passes) {
            tasks.add(() -> {
                pass.settle(controls);
                return pass;
            });
        }
        Workers.all(threads, tasks);
    }

    /** Judges the conversations whose first flow lies in a stretch: in the order of flows, which lie in memory so. */
    private static final class Pass {
        private final Judgements judgements;
        private final Conversations conversations;
        private final ConversationJudge judge;
        private final ConversationView[] group = new ConversationView[GROUP];
        private final int[] indexes = new int[GROUP];
        private ConversationView view;
        private final VerdictTable counts = new VerdictTable();
        private final CreditTable credits = new CreditTable();
        private final BitSet speakers = new BitSet();
        private final HostContacts contacts;
        private final ControlFlows controls = new ControlFlows();
        private final IntList open = new IntList();
        private final TrafficTable traffic = new TrafficTable();
        private final IntList weak = new IntList();
        private long totalBytes;
        private long touched;

        Pass(Judgements judgements, Conversations conversations, CompiledPolicy policy) {
            this.judgements = judgements;
            this.conversations = conversations;
            this.judge = policy.conversationJudge();
            this.contacts = new HostContacts(policy);
            Arrays.setAll(group, i -> new ConversationView());
            this.view = group[0];
        }

        /** What a group needs was touched before it is judged, so that its cache misses overlap. */
        void judge(BitSet heads, int from, int to) {
            int waiting = 0;
            for (int flow = heads.nextSetBit(from); flow >= 0 && flow < to; flow = heads.nextSetBit(flow + 1)) {
                indexes[waiting] = conversations.ofFlow(flow);
                conversations.viewFrom(flow, group[waiting]);
                if (++waiting == GROUP) {
                    judgeGroup(waiting);
                    waiting = 0;
                }
            }
            judgeGroup(waiting);
        }

        private void judgeGroup(int size) {
            for (int i = 0; i < size; i++) {
                touched += judge.touch(group[i]);
            }
            for (int i = 0; i < size; i++) {
                view = group[i];
                judge(indexes[i]);
            }
        }

        private void judge(int index) {
            judge.judge(view, conversations, index);
            boolean answered = view.answeredFlows() > 0;
            if (answered) {
                judge.noteControl(controls, view);
            }
            if (view.clientPackets() > 0) {
                speakers.set(judge.clientKind());
            }
            if (view.serverPackets() > 0) {
                speakers.set(judge.serverKind());
            }
            if (judge.waits()) {
                open.add(index);
            } else {
                record(index);
            }
        }

        private void settle(ControlFlows seen) {
            judge.know(seen);
            for (int index : open.toArray()) {
                conversations.view(index, view);
                judge.judge(view, conversations, index);
                record(index);
            }
        }

        private void record(int index) {
            Verdict verdict = judge.verdict();
            VerdictKind kind = verdict.kind();
            boolean answered = view.answeredFlows() > 0;
            judgements.verdicts[index] = verdict;
            int traits = answered ? ANSWERED : 0;
            if (kind == VerdictKind.UNDOCUMENTED || kind == VerdictKind.UNDECIDED) {
                judgements.bytes[index] = view.bytes();
                boolean attempt = !answered
                        && kind == VerdictKind.UNDOCUMENTED
                        && !IpAddress.isGroup(view.version(), view.serverHigh(), view.serverLow());
                traits |= attempt ? CONCERN | ATTEMPT : CONCERN;
            }
            judgements.traits[index] = (byte) traits;
            counts.add(verdict, answered);
            totalBytes += view.bytes();
            if (view.isWeak() && kind != VerdictKind.OUT_OF_SCOPE) {
                weak.add(index);
            }
            traffic.add(view, verdict.reason(), judge.clientKind(), judge.serverKind());
            if (kind == VerdictKind.DOCUMENTED) {
                credits.add(verdict, judge.fitting(), view);
            }
            contacts.note(view, verdict, judge.clientKind(), judge.serverKind());
        }
    }

    int size() {
        return verdicts.length;
    }

    Verdict verdict(int conversation) {
        return verdicts[conversation];
    }

    /** IP bytes both ways of a conversation that is undocumented or undecided. */
    long bytes(int conversation) {
        return bytes[conversation];
    }

    /** Keeps the touching loads from being removed as dead. */
    long touched() {
        return touched;
    }

    /** IP bytes of all conversations. */
    long totalBytes() {
        return totalBytes;
    }

    boolean answered(int conversation) {
        return (traits[conversation] & ANSWERED) != 0;
    }

    /** Whether a single host was tried, undocumented and without an answer. */
    boolean attempt(int conversation) {
        return (traits[conversation] & ATTEMPT) != 0;
    }

    /** Whether it is undocumented or undecided. */
    boolean concerns(int conversation) {
        return (traits[conversation] & CONCERN) != 0;
    }

    /** Counts the conversations of each verdict; equal verdicts may come several times. */
    void forEachVerdict(VerdictTable.Visitor visitor) {
        counts.forEach(table -> table.forEach(visitor));
    }

    /** Conversations of the site whose payload gives something away, in order. */
    int[] weak() {
        int[] sorted = weak.toArray();
        Arrays.sort(sorted);
        return sorted;
    }

    /** What documented conversations add up to. */
    List<Credit> credits() {
        return credits;
    }

    /** What was seen of the site's hosts. */
    HostContacts contacts() {
        return contacts;
    }

    /** Kinds of hosts that sent anything. */
    BitSet speakers() {
        return speakers;
    }

    /** What all conversations add up to. */
    Traffic traffic(CompiledPolicy policy) {
        List<Traffic.Service> services = new ArrayList<>();
        List<Traffic.RolePair> pairs = new ArrayList<>();
        for (TrafficTable table : traffic) {
            services.addAll(table.services());
            pairs.addAll(table.rolePairs(policy));
        }
        List<Traffic.OfRule> rules = new ArrayList<>();
        for (Credit credit : credits) {
            if (!credit.verdict.rules().isEmpty()) {
                rules.add(new Traffic.OfRule(credit.verdict.rules().get(0), credit.sum()));
            }
        }
        return new Traffic(services, rules, pairs);
    }
}
