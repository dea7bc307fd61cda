/**
 * A run for machines and people that watch it, over HTTP. Input: how far the run is, and its latest judgement, asked for at each request.
 * Output: health as JSON, metrics in Prometheus's text format, and the live page. Nothing can be changed through it. Requests are
 * answered on threads of its own; what they are given is immutable.
 */
package org.wirewarrant.status;
