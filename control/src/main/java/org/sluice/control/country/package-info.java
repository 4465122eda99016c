/**
 * In which country an address is, as an operator's database says. Cold: read when rules that ask for countries are
 * compiled, on the compiling thread; packets see only the address sets that come of it. Neighbours:
 * {@code rules.compile} asks, {@code control.cli} says where the database is.
 */
package org.sluice.control.country;
