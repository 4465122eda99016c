package org.sluice.control.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.sluice.control.config.Configuration;
import org.sluice.control.config.PortSettings;

/** Cores: whether those named are there, alone, and at full speed. */
final class ProcessorCheck implements Check {
    private static final String CPUS = "/sys/devices/system/cpu/";

    @Override
    public List<Finding> examine(Machine machine, Configuration configuration) {
        List<Finding> findings = new ArrayList<>();
        Set<Integer> online = cores(machine.read(CPUS + "online"));
        List<Integer> wanted = configuration.get(PortSettings.CORES);
        if (wanted.isEmpty()) {
            findings.add(Finding.warning("cores", "the pipeline's threads have no cores of their own (" + online.size()
                + " online)", online.size() > 1 ? "threading.cores: [" + (online.size() - 1) + "]" : ""));
        } else {
            examineNamed(machine, wanted, online, findings);
        }
        clock(machine, findings);
        return findings;
    }

    private static void examineNamed(Machine machine, List<Integer> wanted, Set<Integer> online,
        List<Finding> findings) {
        List<Integer> absent = wanted.stream().filter(core -> !online.contains(core)).toList();
        if (!absent.isEmpty()) {
            findings.add(Finding.problem("cores", "threading.cores names " + absent + "; online are " + online,
                "threading.cores: " + online.stream().skip(online.size() > 1 ? 1 : 0).limit(wanted.size()).toList()));
            return;
        }
        Set<Integer> isolated = cores(machine.read(CPUS + "isolated"));
        List<Integer> shared = wanted.stream().filter(core -> !isolated.contains(core)).toList();
        if (shared.isEmpty()) {
            findings.add(Finding.ok("cores", wanted + ", isolated"));
        } else {
            findings.add(Finding.warning("cores", shared + " are not isolated: the kernel runs other threads there too",
                "isolcpus=" + list(wanted) + " nohz_full=" + list(wanted)
                + " on the kernel's command line, then reboot"));
        }
        for (int core : wanted) {
            Set<Integer> siblings = cores(machine.read(CPUS + "cpu" + core + "/topology/thread_siblings_list"));
            siblings.remove(core);
            siblings.retainAll(wanted);
            if (siblings.stream().anyMatch(sibling -> sibling > core)) {
                findings.add(Finding.warning("cores", core + " and " + siblings + " are hyperthreads of one core",
                    "name one of them in threading.cores"));
            }
            String governor = machine.read(CPUS + "cpu" + core + "/cpufreq/scaling_governor");
            if (!governor.isEmpty() && !governor.equals("performance")) {
                findings.add(Finding.warning("cores", "core " + core + " slows down when it seems idle (" + governor
                    + ")",
                    "echo performance > " + CPUS + "cpu" + core + "/cpufreq/scaling_governor"));
            }
        }
    }

    private static void clock(Machine machine, List<Finding> findings) {
        String source = machine.read("/sys/devices/system/clocksource/clocksource0/current_clocksource");
        if (!source.isEmpty()) {
            findings.add(source.equals("tsc") || source.equals("kvm-clock") ? Finding.ok("clock", source)
                : Finding.warning("clock", source + " takes a system call to read",
                    "echo tsc > /sys/devices/system/clocksource/clocksource0/current_clocksource"));
        }
    }

    private static String list(List<Integer> cores) {
        return String.join(",", cores.stream().map(String::valueOf).toList());
    }

    /** The numbers of a list such as {@code 0-3,8}. */
    static Set<Integer> cores(String list) {
        Set<Integer> cores = new TreeSet<>();
        for (String part : list.split(",")) {
            String[] ends = part.strip().split("-");
            if (ends[0].matches("\\d+")) {
                for (int core = Integer.parseInt(ends[0]); core <= Integer.parseInt(ends[ends.length - 1]); core++) {
                    cores.add(core);
                }
            }
        }
        return cores;
    }
}
