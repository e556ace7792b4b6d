# Every target is one program of package.json; packages are installed when they are missing or stale.
.DEFAULT_GOAL := help
.PHONY: help packages start stop status admin rotate-keys demo audit dead-letters reports-rebuild test check

help:     ## list the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

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

reports-rebuild: packages ## build the reports anew from the owners' outboxes; ARGS="--check" only compares
	@npm run --silent reports-rebuild -- $(ARGS)

test: packages     ## run all tests; ARGS="ordering -t cancel" chooses some
	@npm run --silent test -- $(ARGS)

check: packages    ## style, types, imports, unused code
	@npm run --silent check
