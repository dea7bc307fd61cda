package org.wirewarrant.wire;

/**
 * What {@link HeaderDecoder} found in one frame: its IP layers from the outermost to the innermost, and why decoding ended. Reused for
 * every frame; one for each thread.
 */
public final class Headers {
    /** Most nested IP layers that are decoded. */
    public static final int MAX_LAYERS = 8;

    private final PacketView[] layers = new PacketView[MAX_LAYERS];
    private int count;
    private DecodeStop stop = DecodeStop.COMPLETE;
    private int stopDetail;

    /** Allocates the views once. */
    public Headers() {
        for (int i = 0; i < MAX_LAYERS; i++) {
            layers[i] = new PacketView();
        }
    }

    /** Number of IP layers read whole, down to their transport header; 0 when the frame yields no flow. */
    public int count() {
        return count;
    }

    /**
     * The layer at an index.
     *
     * @param index 0 (outermost) to {@link #count()} - 1
     */
    public PacketView layer(int index) {
        return layers[index];
    }

    /** Why decoding ended. With layers present it speaks of what lies inside the innermost of them. */
    public DecodeStop stop() {
        return stop;
    }

    /**
     * The number behind the stop: the ethertype of {@link DecodeStop#NOT_IP}, the link type or protocol of
     * {@link DecodeStop#UNSUPPORTED}, else 0. Length fields of 802.3 frames give the LLC DSAP/SSAP as 0x1_xxxx.
     */
    public int stopDetail() {
        return stopDetail;
    }

    void clear() {
        count = 0;
        stop = DecodeStop.COMPLETE;
        stopDetail = 0;
    }

    /** The next layer to fill, not yet counted; null when {@link #MAX_LAYERS} are in use. */
    PacketView open() {
        return count < MAX_LAYERS ? layers[count] : null;
    }

    /** Counts the layer that {@link #open()} gave. */
    void commit() {
        count++;
    }

    /** Forgets the layers so far: they carry a mirror's copy. */
    void drop() {
        count = 0;
    }

    void stop(DecodeStop reason, int detail) {
        stop = reason;
        stopDetail = detail;
    }
}
