/**
 * What a terminal shows: tables and lines of events. Text only; cold, any thread. Neighbour: {@code cli}, whose
 * commands
 * print it.
 */
package org.sluice.control.console;
