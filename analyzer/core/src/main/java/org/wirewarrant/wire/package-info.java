/**
 * Headers from frames. Input: a borrowed {@link org.wirewarrant.capture.Frame}. Output: a reusable
 * {@link org.wirewarrant.wire.Headers} of primitives, one {@link org.wirewarrant.wire.PacketView} for each IP layer from the outermost
 * to the innermost, and a {@link org.wirewarrant.wire.DecodeStop} that says where decoding ended and why. Decoding allocates nothing and
 * never throws; one decoder belongs to one thread.
 */
package org.wirewarrant.wire;
