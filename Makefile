# Sluice: everything a person does with the source tree. Bare `make` explains the targets.
SHELL := /bin/bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

ROOT := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))
comma := ,
MVN ?= mvn
MVN_FLAGS ?= -q -B
ROUNDS ?= 1
# Maven 3.8 of Debian trips over warnings of newer JDKs; they are not ours.
export MAVEN_OPTS ?= -XX:+IgnoreUnrecognizedVMOptions --sun-misc-unsafe-memory-access=allow

# Every recipe that builds or runs Java starts with this: the newest JDK >= 22, or the package to install.
JDK = jdk=$$(deploy/bin/find-jdk) && export JAVA_HOME="$$jdk" && echo "java: $$jdk"

help:  ## explain the targets
	@echo "Sluice: inline intrusion prevention, Java on DPDK."
	@echo
	@grep -hE '^[a-z]+:.*  ## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*  ## (.*)/  make \1\t\2/' | expand -t 18
	@echo
	@echo "Start with:  make run    (installs what is missing, builds, shows the whole product at work)"

setup:  ## install the Debian packages that are missing (says which)
	@deploy/host/packages run build test
	@$(JDK)

native:  ## build the C shims: native/build/libsluice*.so
	@$(MAKE) -s -C native

build: native  ## build everything, without tests
	@$(JDK) && $(MVN) $(MVN_FLAGS) test-compile

test: setup native  ## build and run every test, then the acceptance cases; prints a summary
	@rm -rf $$(find . -path ./.git -prune -o -type d -name surefire-reports -print)
	@failed=0; \
	  { $(JDK) && $(MVN) $(MVN_FLAGS) --fail-at-end test; } || failed=1; \
	  { $(JDK) && FUZZ_SECONDS=75 deploy/host/fuzz 1; } || failed=1; \
	  python3 deploy/acceptance/run.py --junit target/acceptance || failed=1; \
	  python3 .ci/summary.py || failed=1; \
	  exit $$failed

caps: native  ## flood one inspector with every kind of traffic that could eat memory, and print what it took and refused
	@$(JDK) && $(MVN) $(MVN_FLAGS) -pl dataplane -am test -Dgroups=caps -Dsurefire.failIfNoSpecifiedTests=false

run: setup build  ## demo: two namespaces joined only through Sluice; traffic, an attack, a live reload, counters
	@deploy/demo/run

bench: setup build  ## JMH benchmarks of every stage, some minutes (BENCH=regex for some of them)
	@perf/bench $(BENCH)

lab: setup build  ## sluice bench: RFC 2544 on this machine alone, a quick look (LAB='mix --vdev memif' for others)
	@deploy/bin/sluice bench $(or $(LAB),rfc2544 --vdev memif --sizes 64$(comma)512$(comma)1518$(comma)imix --trial 2s --out target/lab)

compare: setup build  ## the same captures through Sluice, dpdk-testpmd and Suricata, alternating (COMPARE='CASE...' for some)
	@deploy/host/packages lab || true
	@$(JDK) && perf/compare $(COMPARE)

bindings:  ## regenerate the Java bindings from native/include (needs jextract on the PATH)
	@$(MAKE) -C native bindings

fuzz: native  ## run every fuzz target to its end, ROUNDS times (default 1; FUZZ=name for some of them)
	@$(JDK) && deploy/host/fuzz $(ROUNDS) $(FUZZ)

format:  ## mend white space and line ends in the sources, and say what else breaks the style
	@python3 .githooks/style.py --fix

hooks:  ## install the git hooks of .githooks
	@git config core.hooksPath .githooks && echo "hooks: installed (core.hooksPath = .githooks)"

package: setup native  ## build the Debian package: target/sluice_*.deb
	@$(JDK) && $(MVN) $(MVN_FLAGS) -DskipTests package && deploy/debian/build

clean:  ## remove everything that was built
	@rm -rf target */target native/build && echo "clean"

.PHONY: help setup native build test caps run bench lab compare bindings fuzz format hooks package clean
