const room = (name) => `^(services/[^/]+|gateway)/src/${name}/`;

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

/** Who may import whom: the table of the house, as rules. `$1` in a target is what the source's pattern matched in brackets. */
module.exports = {
  forbidden: [
    forbid('no-circles', 'Two files that need each other are one file, or hide a third.', {}, { circular: true }),
    forbid('no-unresolved', 'An import must lead somewhere.', {}, { couldNotResolve: true }),
    forbid(
      'declared-only',
      'A workspace imports only what its package.json declares: images install only that.',
      { pathNot: '^(test|tools|vitest)' },
      { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    ),
    forbid('main-is-not-imported', 'main.ts is the only composition root.', {}, { path: '(^|/)src/main\\.ts$' }),
    forbid(
      'service-to-service',
      'Services talk by events and HTTP only.',
      { path: '^services/([^/]+)/' },
      { path: '^(services/(?!$1/)[^/]+/|gateway/|tools/)' },
    ),
    forbid(
      'gateway-to-service',
      'The gateway knows services by their address only.',
      { path: '^gateway/' },
      { path: '^(services|tools)/' },
    ),
    forbid(
      'portal-bundle',
      'Of contracts and zod the pages know the types only: the code of neither reaches a browser.',
      { path: '^services/portal/src/', pathNot: '\\.test\\.ts$' },
      { path: '^(libs/|node_modules/zod/)', dependencyTypesNot: ['type-only'] },
    ),
    forbid(
      'portal-layers',
      'Texts and ui know nobody above them; app is the glue; pages stand on all of it.',
      { path: '^services/portal/src/(texts|ui)/' },
      { path: '^services/portal/src/(session|live|app|staff|student)/' },
    ),
    forbid(
      'portal-core',
      'Calls, session and live updates know nothing of React.',
      { path: '^services/portal/src/(api|session|live)/' },
      {
        path: '^(services/portal/src/(texts|ui|app|staff|student)/|node_modules/(react|react-dom|@tanstack|@base-ui)/)',
      },
    ),
    forbid(
      'portal-pages',
      'Pages are imported by their own app only.',
      { path: '^services/portal/src/', pathNot: '^services/portal/src/(staff|student)/' },
      { path: '^services/portal/src/(staff|student)/' },
    ),
    forbid(
      'portal-apps',
      'Two apps: what both need is in app or ui.',
      { path: '^services/portal/src/(staff|student)/' },
      { path: '^services/portal/src/(?!$1/)(staff|student)/' },
    ),
    forbid(
      'portal-areas',
      'Areas do not know each other: the shell leads from one to the next.',
      { path: '^services/portal/src/staff/((?!shell/)[^/]+)/' },
      { path: '^services/portal/src/staff/(?!$1/|shell/)[^/]+/' },
    ),
    forbid(
      'lib-to-program',
      'A lib knows nobody above it.',
      { path: '^libs/' },
      { path: '^(services|gateway|tools)/' },
    ),
    forbid(
      'testing-in-production',
      'Test support stays in tests, and in the fault harness, which is one.',
      { pathNot: '(^|/)test/|\\.test\\.ts$|^libs/testing/|vitest|^tools/src/faults(/|\\.ts$)' },
      { path: '^libs/testing/' },
    ),
    forbid(
      'domain-is-pure',
      'Domain: itself, contract types, errors, money, business time, and libraries that are pure data. No I/O, no clock.',
      { path: room('domain'), pathNot: '\\.test\\.ts$' },
      {
        pathNot:
          '^(services/[^/]+/src/domain/|libs/(contracts|errors|money|business-time)/src/|node_modules/libphonenumber-js/)',
      },
    ),
    forbid(
      'use-cases-know-no-tools',
      'Use cases: domain and the pure libs; what they may touch comes in as Work.',
      { path: room('use-cases'), pathNot: '\\.test\\.ts$' },
      {
        pathNot: '^(services/[^/]+/src/(domain|use-cases)/|libs/(contracts|errors|money|business-time)/src/)',
        dependencyTypesNot: ['type-only'],
      },
    ),
    forbid(
      'use-cases-below-doors',
      'Use cases never know a door or a table.',
      { path: room('use-cases') },
      { path: `/src/(queries|http|events|jobs|persistence)/` },
    ),
    forbid(
      'queries-see-no-doors',
      'Queries turn SQL into views; of persistence they share the mapping of a row.',
      { path: room('queries') },
      { path: '/src/(use-cases|http|events|jobs)/' },
    ),
    forbid(
      'persistence-below-doors',
      'Tables know the Work they fill in and the domain.',
      { path: room('persistence') },
      { path: '/src/(queries|http|events|jobs)/' },
    ),
    forbid(
      'http-door',
      'A door goes through use cases and queries.',
      { path: room('http') },
      { path: '/src/(persistence|events|jobs)/' },
    ),
    forbid(
      'event-door',
      'A door goes through use cases and queries.',
      { path: room('events') },
      { path: '/src/(persistence|http|jobs)/' },
    ),
    forbid(
      'job-door',
      'A door goes through use cases and queries.',
      { path: room('jobs') },
      { path: '/src/(persistence|http|events)/' },
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|coverage)/' },
    parser: 'swc',
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
