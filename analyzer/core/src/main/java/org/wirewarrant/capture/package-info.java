/**
 * Frames from files and streams. Input: bytes of capture files of every format that is recognised by its content. Output: one
 * {@link org.wirewarrant.capture.Frame} at a time, borrowed until the next call, and a
 * {@link org.wirewarrant.capture.CaptureSummary} of what was read. A source is used by one thread; damage in a file is a value in the
 * summary, never an exception.
 */
package org.wirewarrant.capture;
