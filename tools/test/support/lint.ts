import { createConfig, lintFromString } from '@redocly/openapi-core';

type Rules =
  NonNullable<Parameters<typeof createConfig>[0]> extends infer Given
    ? Given extends { rules?: infer Named }
      ? Named
      : never
    : never;

/** What Redocly's linter finds in a contract document, one line each. */
export async function lint(document: object, rules: Rules): Promise<string[]> {
  const config = await createConfig({ extends: ['recommended-strict'], rules });
  const problems = await lintFromString({ source: JSON.stringify(document), absoluteRef: 'contract.json', config });
  return problems.map(({ ruleId, message, location: [place] }) => `${ruleId}: ${message} (${place?.pointer})`);
}
