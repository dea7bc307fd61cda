/** Captures made from a script that a person can read: for the decision table, and for the samples of products that no lab can run. */
package org.wirewarrant.scenario;
