// Writes the chart's files/: all of the production overlay that its templates do not make. Run it after a change of the overlay:
// node k8s/write-chart-files.ts
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import { madeByTemplates } from './test/support/made-by-templates.ts';
import { renderOverlay } from './test/support/render-overlay.ts';

const FILES = join(import.meta.dirname, 'charts/campus-food/files');
const HEAD = '# Written by k8s/write-chart-files.ts from overlays/production.\n';

rmSync(FILES, { recursive: true, force: true });
mkdirSync(FILES, { recursive: true });
const groups = new Map<string, string[]>();
for (const object of renderOverlay('overlays/production')) {
  // Helm wants its namespace before the release: README, "Helm".
  if (madeByTemplates(object) || object.kind === 'Namespace') continue;
  const name = object.apiVersion.includes('/') ? object.apiVersion.replace(/\/.*/, '') : 'core';
  const { metadata } = object;
  if (metadata.namespace) metadata.namespace = '{{ .Release.Namespace }}';
  const text = stringify(object, { lineWidth: 0 })
    .replace(
      /registry\.example\.org\/campus-food\/tools@sha256:0+/,
      '{{ .Values.registry }}/tools@{{ .Values.digests.tools }}',
    )
    .replace(/^( +namespace: )"(\{\{.*\}\})"$/m, '$1$2');
  groups.set(name, [...(groups.get(name) ?? []), text]);
}
for (const [name, texts] of groups) writeFileSync(join(FILES, `${name}.yaml`), HEAD + texts.join('---\n'));
