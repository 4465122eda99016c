package org.sluice.control.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationYamlTest {
    @TempDir
    Path folder;

    private ConfigurationLoader.Loaded load(String yaml) throws IOException {
        return ConfigurationLoader.load(Files.writeString(folder.resolve("s.yaml"), yaml), List.of());
    }

    @Test
    void shouldShipTheDefaultFileThatTheTableGives() throws IOException {
        Path shipped = Path.of(System.getProperty("sluice.root", ".."), "deploy/conf/sluice.yaml");

        assertEquals(ConfigurationYaml.defaults(), Files.readString(shipped),
            "refresh it:  deploy/bin/sluice config default > deploy/conf/sluice.yaml");
    }

    @Test
    void shouldWriteDefaultsThatAreDefaults() throws IOException {
        for (String yaml : List.of(ConfigurationYaml.defaults(), ConfigurationYaml.reference())) {
            ConfigurationLoader.Loaded loaded = load(yaml);

            assertEquals(List.of(), loaded.problems());
            for (Setting<?> setting : Settings.all()) {
                if (!setting.isPattern()) {
                    assertEquals(setting.defaultValue(), loaded.configuration().get(setting), setting.key());
                }
            }
        }
    }

    @Test
    void shouldPrintEffectiveValuesThatReadBackTheSame() throws IOException {
        Configuration configuration = load("""
            wires:
              - {left: "net_af_packet0,iface=a:b", right: net_null0, mtu: 9000}
            vars: {address-groups: {EXTERNAL_NET: "!$HOME_NET", X_NET: [1.1.1.1, "!2.2.2.2"]}}
            eal: {extra-args: ["--log-level=pmd,debug", "--a b"]}
            flow-timeouts: {udp: {new: 1500ms}}
            journal: {retention-size: 1500kb}
            """).configuration();

        ConfigurationLoader.Loaded again = load(configuration.toYaml(true));

        assertEquals(List.of(), again.problems());
        assertEquals(configuration.wires(), again.configuration().wires());
        assertEquals(configuration.addressGroups(), again.configuration().addressGroups());
        configuration.given().forEach((key, given) ->
            assertEquals(given.value(), again.configuration().given().get(key).value(), key));
    }

    @Test
    void shouldNameTheOriginOfEachValue() throws IOException {
        Path file = Files.writeString(folder.resolve("s.yaml"), "packet-alert-max: 20\n");

        String yaml = ConfigurationLoader.load(file, List.of("stream.midstream=yes")).configuration().toYaml(true);

        assertTrue(yaml.contains("packet-alert-max: 20    # " + file + ":1:19"), yaml);
        assertTrue(yaml.contains("  midstream: yes    # --set"), yaml);
        assertTrue(yaml.contains("  mode: shared    # default"), yaml);
    }

    @Test
    void shouldHelpWithEverySettingAndHaveItsDefaultAllowed() {
        for (Setting<?> setting : Settings.all()) {
            assertTrue(setting.help().endsWith("."), setting.key());
            setting.defaultValue();
        }
    }
}
