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
      'lib-to-program',
      'A lib knows nobody above it.',
      { path: '^libs/' },
      { path: '^(services|gateway|tools)/' },
    ),
    forbid(
      'testing-in-production',
      'Test support stays in tests.',
      { pathNot: '(^|/)test/|\\.test\\.ts$|^libs/testing/|vitest' },
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
      extensions: ['.ts', '.js', '.json'],
    },
  },
};
