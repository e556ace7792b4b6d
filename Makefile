# Every target is one program of package.json; packages are installed when they are missing or stale.
.DEFAULT_GOAL := help
.PHONY: help packages start stop status admin rotate-keys demo audit dead-letters resend reports-rebuild test check bench faults k8s-check images-check compose-env

help:     ## list the targets
	@sed -n 's/^\([a-z0-9-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

packages: ## install npm packages when missing or stale
	@sh tools/install-packages.sh

start: packages    ## run the whole platform until Ctrl-C; DETACHED=1 runs it in the background
	@DETACHED=$(DETACHED) npm run --silent start

stop: packages     ## stop the platform of this checkout
	@npm run --silent stop

status: packages   ## show every process and server
	@npm run --silent status

admin: packages    ## create an admin or reset a password: BOOTSTRAP_ADMIN_USERNAME= BOOTSTRAP_ADMIN_PASSWORD=
	@BOOTSTRAP_ADMIN_USERNAME='$(BOOTSTRAP_ADMIN_USERNAME)' BOOTSTRAP_ADMIN_PASSWORD='$(BOOTSTRAP_ADMIN_PASSWORD)' npm run --silent admin

rotate-keys: packages ## take the next due step in rotating the keys that sign tokens; ARGS="--min-age-days 30"
	@npm run --silent rotate-keys -- $(ARGS)

demo: packages     ## order lunch, step by step, against the running platform
	@npm run --silent demo

audit: packages    ## check the invariants over the running platform; ARGS="--no-wait"
	@npm run --silent audit -- $(ARGS)

dead-letters: packages ## what consumers could not handle: list, show, replay, discard; ARGS="--help"
	@npm run --silent dead-letters -- $(ARGS)

resend: packages   ## send events again that a service never heard of (a queue was lost); ARGS="--check" only counts
	@npm run --silent resend -- $(ARGS)

reports-rebuild: packages ## build the reports anew from the owners' outboxes; ARGS="--check" only compares
	@npm run --silent reports-rebuild -- $(ARGS)

test: packages     ## run all tests; ARGS="ordering -t cancel" chooses some
	@npm run --silent test -- $(ARGS)

check: packages    ## style, types, imports, unused code
	@npm run --silent check

bench: packages    ## measure the platform beside yardsticks: ONLY=menu,orders ROUNDS=5 QUICK=1 PROFILE=ordering; docs/performance.md
	@npm run --silent bench -- $(if $(ONLY),--only $(ONLY)) $(if $(ROUNDS),--rounds $(ROUNDS)) $(if $(QUICK),--quick) $(if $(PROFILE),--profile $(PROFILE)) $(ARGS)

faults: packages   ## break things by a seed and hold what is left against fourteen invariants: SEED= MINUTES= PLANT= BEFORE=
	@SEED='$(SEED)' MINUTES='$(MINUTES)' PLANT='$(PLANT)' BEFORE='$(BEFORE)' npm run --silent faults -- $(ARGS)

k8s-check: packages ## render k8s/ and hold it against types, policies, the network graph and the chart
	@npm run --silent k8s-check -- $(ARGS)

images-check: packages ## build the images of gateway and ordering and run them read-only with real servers (root, Debian)
	@npm run --silent images-check

compose-env: packages ## complete .env for docker compose: generates the secrets that are missing
	@npm run --silent compose-env
