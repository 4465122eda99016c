package org.sluice.control.lifecycle;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.reflect.Proxy;

/**
 * Runs something on SIGHUP. The JDK's only door to it, {@code sun.misc.Signal} of module {@code jdk.unsupported}, is
 * reached by reflection, as javac warns of it whatever is suppressed.
 */
final class HangupSignal {
    private static final Logger LOG = LoggerFactory.getLogger(HangupSignal.class);

    private HangupSignal() {
    }

    static void handle(final Runnable action) {
        try {
            final Class<?> signal = Class.forName("sun.misc.Signal");
            final Class<?> handler = Class.forName("sun.misc.SignalHandler");
            final Object proxy = Proxy.newProxyInstance(
                HangupSignal.class.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        action.run();
                        return null;
                    }
                    return switch (method.getName()) {
                        case "hashCode" -> System.identityHashCode(self);
                        case "equals" -> self == arguments[0];
                        default -> "reload on SIGHUP";
                    };
                });
            signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance("HUP"), proxy);
        } catch (final ReflectiveOperationException | RuntimeException ex) {
            LOG.warn("SIGHUP does not reload here ({}): use the reload command", ex.toString());
        }
    }
}
