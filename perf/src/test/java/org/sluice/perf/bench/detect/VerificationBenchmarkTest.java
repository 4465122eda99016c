package org.sluice.perf.bench.detect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerificationBenchmarkTest {
    @ParameterizedTest
    @CsvSource({"clean,0", "rejected,0", "matched,8"})
    void shouldEvaluateAndMatchWhatItsNameSays(String payload, long alerts) throws Exception {
        VerificationBenchmark benchmark = new VerificationBenchmark();
        benchmark.payload = payload;
        benchmark.prepare();

        long found = benchmark.verify();

        assertEquals(alerts, found);
        benchmark.end();
    }
}
