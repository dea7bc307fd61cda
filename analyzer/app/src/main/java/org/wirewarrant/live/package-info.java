/**
 * Everything with a device. Input: interfaces, and capture files for libpcap's own reader and its filters. Output: frames for the same
 * decoder that reads files, and from them observations that grow while they are watched. libpcap and libc are reached through pcap4j and
 * jnr-ffi, loaded at first use, so that analysing files needs neither. A source is used by one thread; what several threads share says
 * so.
 */
package org.wirewarrant.live;
