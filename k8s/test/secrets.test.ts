import { describe, expect, test } from 'vitest';
import { ofKind, podsOf, SERVICES, theOne } from './support/ours.ts';
import { kustomize, renderOverlay } from './support/render-overlay.ts';

const SENSITIVE = /SECRET|PASSWORD|TOKEN|PEPPER|_KEY$|KEY_ID|DATABASE_URL|REDIS_URL|RABBITMQ_URL|ACCOUNT_SID/;

describe.skipIf(!kustomize)('production', () => {
  const all = kustomize ? renderOverlay('overlays/production') : [];

  describe('secrets', () => {
    const external = ofKind(all, 'ExternalSecret');
    const keysOf = (target: string): string[] =>
      external
        .filter(({ spec }) => spec.target.name === target)
        .flatMap(({ spec }) => spec.data.map(({ secretKey }: { secretKey: string }) => secretKey));

    test('lie in no manifest', () => {
      expect(ofKind(all, 'Secret')).toEqual([]);
      for (const { metadata, data } of ofKind(all, 'ConfigMap'))
        for (const key of Object.keys(data).filter((name) => name !== 'JWT_PRIVATE_KEYS_FILE'))
          expect.soft(key, metadata.name).not.toMatch(SENSITIVE);
    });

    test.each(SERVICES)('%s gets its own, by reference, all of them and no other', (name) => {
      const [app] = theOne(all, 'Deployment', name).spec.template.spec.containers;
      const used = app.env.map(
        (entry: { name: string; valueFrom: { secretKeyRef: { name: string; key: string } } }) => {
          expect(entry.valueFrom.secretKeyRef).toEqual({ name: `${name}-1`, key: entry.name });
          return entry.name;
        },
      );
      expect(used.sort()).toEqual(keysOf(`${name}-1`).sort());
    });

    test('change by a new name, so that pods roll', () => {
      for (const { metadata, spec } of external.filter(({ spec }) => /-\d+$/.test(spec.target.name)))
        expect.soft(spec.target.immutable, metadata.name).toBe(true);
    });

    test('the signing keys are in auth alone', () => {
      const holders = podsOf(all).filter(({ spec }) => JSON.stringify(spec.volumes ?? []).includes('auth-keys'));
      expect(holders.map(({ owner }) => owner)).toEqual(['auth']);
      const elsewhere = external.filter(({ metadata }) => metadata.name !== 'auth-keys');
      expect(JSON.stringify(elsewhere)).not.toContain('jwt-keys');
    });

    test('of certificates only the public half is mounted', () => {
      for (const { owner, spec } of podsOf(all))
        for (const volume of spec.volumes ?? [])
          for (const { secret } of volume.projected?.sources ?? [])
            expect
              .soft(
                secret.items.map(({ key }: { key: string }) => key),
                owner,
              )
              .toEqual(['ca.crt']);
    });
  });
});
