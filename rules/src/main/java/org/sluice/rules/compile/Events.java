package org.sluice.rules.compile;

/** The numbers by which the data plane knows events, options and transaction numbers that rules name. */
final class Events {
    private Events() {
    }

    static int decoder(String name) throws UnenforceableException {
        throw new UnenforceableException("decode-event", "no decoder raises " + name);
    }

    static int stream(String name) throws UnenforceableException {
        throw new UnenforceableException("stream-event", "stream tracking does not raise " + name);
    }

    static int app(String protocol, String name) throws UnenforceableException {
        throw new UnenforceableException("app-layer-event", "no parser raises " + protocol + "." + name);
    }

    static int appField(String name) throws UnenforceableException {
        throw new UnenforceableException(name, "no parser gives this number");
    }

    static int ipOptions(String name) throws UnenforceableException {
        throw new UnenforceableException("ipopts", "the option " + name + " is not known");
    }
}
