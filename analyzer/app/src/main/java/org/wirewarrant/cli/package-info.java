/**
 * The command line. In: arguments, files and interfaces named by them; out: a bundle, text on stdout, messages on
 * stderr and an exit code. Runs in the main thread and owns whatever it opens for the length of one command.
 */
package org.wirewarrant.cli;
