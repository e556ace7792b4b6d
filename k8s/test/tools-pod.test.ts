import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ofKind, theOne } from './support/ours.ts';
import { kustomize, renderOverlay } from './support/render-overlay.ts';

describe.skipIf(!kustomize)('the pod that people make for tools', () => {
  const all = kustomize ? renderOverlay('overlays/production') : [];
  const pod = parse(readFileSync(join(import.meta.dirname, '../tools-pod.yaml'), 'utf8'));
  const job = kustomize ? theOne(all, 'Job', 'topology').spec.template : { metadata: {}, spec: {} };

  test('may do what the topology job may, and no more', () => {
    expect(pod.metadata.labels).toEqual(job.metadata.labels);
    for (const field of ['securityContext', 'serviceAccountName', 'automountServiceAccountToken', 'enableServiceLinks'])
      expect(pod.spec[field], field).toEqual(job.spec[field]);
    expect(pod.spec.containers[0].securityContext).toEqual(job.spec.containers[0].securityContext);
  });

  test('is given every address that the programs ask for', () => {
    const [{ secretRef }] = pod.spec.containers[0].envFrom;
    const secret = ofKind(all, 'ExternalSecret').find(({ spec }) => spec.target.name === secretRef.name);
    const given = secret?.spec.data.map(({ secretKey }: { secretKey: string }) => secretKey);
    const access = readFileSync(join(import.meta.dirname, '../../tools/src/audit/audit-access.ts'), 'utf8');
    const asked = [...access.matchAll(/^ {2}([A-Z_]+_URL): settings\.(?!httpOrigin)/gm)].map(([, name]) => name);
    expect(asked.length).toBe(8);
    expect(given?.toSorted()).toEqual(asked.toSorted());
  });

  test('trusts the servers by the certificates that services trust them by', () => {
    const trusted = theOne(all, 'Deployment', 'payment').spec.template.spec.volumes;
    const certificates = (volumes: { name: string }[]) => volumes.find(({ name }) => name === 'ca');
    expect(certificates(pod.spec.volumes)).toEqual(certificates(trusted));
  });
});
