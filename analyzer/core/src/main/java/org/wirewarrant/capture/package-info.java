/**
 * Frames from files and streams. Input: bytes of capture files of every format that is recognised by its content. Output: one
 * {@link org.wirewarrant.capture.Frame} at a time, borrowed until the next call, and a
 * {@link org.wirewarrant.capture.CaptureSummary} of what was read. A source is used by one thread; behind it, one thread of the run
 * hashes what was read, and each large compressed file that is open has one that unpacks it. Damage in a file is a value in the summary,
 * never an exception; an input that is no capture is a {@link org.wirewarrant.capture.CaptureException} when it is opened.
 */
package org.wirewarrant.capture;
