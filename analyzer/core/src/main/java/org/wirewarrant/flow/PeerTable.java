package org.wirewarrant.flow;

/** {@link PeerCounts} in shares by the hash, each of which is filled by one thread. */
final class PeerTable {
    private static final int GROUP = 16;
    private static final int SHARE_SHIFT = 56;

    private final PeerCounts[] shares;

    PeerTable(int threads) {
        shares = new PeerCounts[threads];
        for (int i = 0; i < threads; i++) {
            shares[i] = new PeerCounts();
        }
    }

    int get(long key) {
        return shares[shareOf(key)].get(key);
    }

    Share share(int number) {
        return new Share(number);
    }

    private int shareOf(long key) {
        return (int) ((key >>> SHARE_SHIFT) % shares.length);
    }

    /** One thread's view: takes all keys and counts its own. */
    final class Share {
        private final int number;
        private final long[] keys = new long[GROUP];
        private final int[] weights = new int[GROUP];
        private int waiting;

        Share(int number) {
            this.number = number;
        }

        void add(long key, int weight) {
            if (shareOf(key) == number) {
                keys[waiting] = key;
                weights[waiting] = weight;
                shares[number].touch(key);
                if (++waiting == GROUP) {
                    flush();
                }
            }
        }

        void flush() {
            for (int i = 0; i < waiting; i++) {
                shares[number].add(keys[i], weights[i]);
            }
            waiting = 0;
        }

        void addIfPresent(long key, int weight) {
            if (shareOf(key) == number) {
                shares[number].addIfPresent(key, weight);
            }
        }
    }
}
