/** What tests of all modules share: where the project and the captures by others are, and which tools a test needs. */
package org.wirewarrant.testing;
