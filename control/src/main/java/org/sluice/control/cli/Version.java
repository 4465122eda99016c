package org.sluice.control.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the version that the build wrote, and the JVM. */
public final class Version implements IVersionProvider {
    private static final String RESOURCE = "/org/sluice/control/version.properties";

    @Override
    public String[] getVersion() {
        return new String[] {"Sluice " + number(), "Java " + Runtime.version() + ", "
            + System.getProperty("java.vm.name")};
    }

    /** The version number of this build. */
    public static String number() {
        Properties properties = new Properties();
        try (InputStream resource = Version.class.getResourceAsStream(RESOURCE)) {
            if (resource == null) {
                throw new IllegalStateException(RESOURCE + " is missing from the build");
            }
            properties.load(resource);
        } catch (IOException e) {
            throw new IllegalStateException(RESOURCE + " is not readable", e);
        }
        return properties.getProperty("version");
    }
}
