# The commands of the project; what they do stands in .ci/, one script each.
.PHONY: run test check trial bench screenshots mutants

run:         ## build the product and serve the demo city at http://127.0.0.1:3000
	@.ci/start

test:        ## everything: formatting, lints, unit, integration, release build, browser
	@.ci/test

check:       ## the quick half of the tests, without PostgreSQL and browser
	@.ci/check

trial:       ## the tests in their long form, an hour and a quarter at most: before an issue is closed
	@.ci/trial

mutants:     ## whether the tests of the trade's rules would notice a change of them
	@.ci/mutants

bench:       ## measure the release build against its goals
	@.ci/bench

screenshots: ## pictures of every page into end2end/screenshots/
	@.ci/screenshots
