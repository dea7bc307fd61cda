package org.wirewarrant.policy;

import java.util.List;

/**
 * What the rules say of every conversation of one kind; exceptions and negotiated ports, which depend on addresses and times, come after.
 *
 * @param key the kind, see {@link CompiledPolicy}
 * @param verdict by the rows alone
 * @param fitting every row that fits, in pack and document order
 * @param pointed whether a row that names the answering role fits, by less than a broad range
 * @param negotiated rows of negotiated ports that would fit if their control conversation was seen
 * @param controls those of the fitting rows on whose conversations ports are negotiated
 */
record Judgement(
        long key,
        Verdict verdict,
        List<Rule> fitting,
        boolean pointed,
        List<CompiledRule> negotiated,
        List<Rule> controls) {}
