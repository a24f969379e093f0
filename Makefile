# The front door. CMake does the work; `cmake --preset release` and its kin work as well.

PREFIX ?= /usr/local
DESTDIR ?=
MINUTES ?= 1
COUNT ?= 100
SEED ?= 3
KILLS ?= 10000
PROGRAM = build/release/counterweight

.PHONY: help build brief test test-long test-memory test-slurm bench promises lint format golden gallery pictures fuzz coverage mutants install deb test-deb clean packages-build packages-test

help:
	@echo "make brief      install what is missing, build, and answer for the CSTO in 2022"
	@echo "make build      build the program: $(PROGRAM)"
	@echo "make test       install what is missing, then every build, test and check"
	@echo "make test-long  100,000 random games by every index, every fault of memory and disk in every command,"
	@echo "                10,000 kills of a study, 10,000 damaged files, the bytes of builds with and without optimisation"
	@echo "make test-memory the tests under the memory sanitizer, and studies under valgrind"
	@echo "make test-slurm share a study out over a real Slurm, on this machine alone (root)"
	@echo "make bench      print the benchmark tables"
	@echo "make promises   put the figures that tests left behind into the README"
	@echo "make lint       check layout, style, sizes and the direction of includes"
	@echo "make format     lay out every C file"
	@echo "make golden     write what the program now prints into tests/cli/cases and docs"
	@echo "make gallery    write the page of every shipped dossier, and a list of them, into build/gallery"
	@echo "make pictures   take the pictures of the README anew (needs Chromium)"
	@echo "make fuzz       fuzz the readers, MINUTES=$(MINUTES) for each"
	@echo "make coverage   count the lines and branches that the tests run, room by room"
	@echo "make mutants    make COUNT=$(COUNT) small mistakes in the core, drawn by SEED=$(SEED); do the tests notice?"
	@echo "make install    install under PREFIX=$(PREFIX), below DESTDIR if given"
	@echo "make deb        make Debian packages in build/package/packages"
	@echo "make test-deb   install them into a bare Debian 12 and use them there (root)"
	@echo "make clean      remove build/"

packages-build:
	@tools/install-packages build

packages-test:
	@tools/install-packages build test

# Without the tests, so that what they need may be missing.
build:
	@cmake --preset release --log-level=WARNING -DBUILD_TESTING=OFF
	@cmake --build --preset release

brief: packages-build build
	@mkdir -p build/brief
	$(PROGRAM) brief dossiers/csto-2022.yaml -o build/brief/csto-2022.html

test: packages-test
	@tools/run-tests

test-long: packages-test
	@cmake --preset release --log-level=WARNING -DBUILD_TESTING=ON
	@cmake --build --preset release --target counterweight test_voting_random test_faults_memory \
		test_faults_disk test_faults_interruption test_faults_functions
	@cmake --preset unoptimized --log-level=WARNING -DBUILD_TESTING=OFF
	@cmake --build --preset unoptimized --target counterweight
	@tools/compare-builds release unoptimized
	@cd tests && CW_TEST_MULTIPLIER=50 ../build/release/tests/voting/test_voting_random
	@cd tests && for sweep in functions memory disk interruption; do ../build/release/tests/faults/test_faults_$$sweep || exit 1; done
	@python3 tests/cli/test_killed.py $(PROGRAM) tests/cli/inputs/lake.yaml $(KILLS)
	@python3 tests/cli/test_damaged.py $(PROGRAM) tests/cli/inputs/lake.yaml 10000

test-memory:
	@tools/install-packages build test memory
	@tools/check-memory

test-slurm: packages-test build
	@tests/slurm/test_slurm.sh $(PROGRAM) tests/cli/inputs/lake.yaml

promises:
	@tools/promises

bench: build
	@cmake --build --preset release --target bench

lint:
	@tools/lint

format:
	@find include src tests bench -name '*.[ch]' -print0 | xargs -0 clang-format -i

golden: build
	@python3 tests/cli/run_case.py --update --program $(PROGRAM) tests/cli/cases/*.case
	@python3 tests/docs/run_examples.py --update --program $(PROGRAM) docs/first-dossier.md docs/results.md
	@python3 tests/docs/try_guides.py --update

gallery: packages-build build
	@tools/gallery $(PROGRAM) build/gallery

pictures: packages-test build
	@node tools/pictures.mjs $(PROGRAM)

fuzz:
	@tools/fuzz $(MINUTES)

coverage: packages-test
	@tools/install-packages coverage
	@tools/coverage

mutants: packages-test
	@tools/mutate --count $(COUNT) --seed $(SEED)

install: build
	@DESTDIR="$(DESTDIR)" cmake --install build/release --prefix "$(PREFIX)"

deb: packages-build
	@tools/install-packages package
	@cmake --preset package --log-level=WARNING
	@cmake --build --preset package
	@cd build/package && cpack

test-deb: deb
	@tools/install-packages test-deb
	@bash tests/install/test_deb.sh build/package/packages

clean:
	rm -rf build
