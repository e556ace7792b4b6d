import { describe, expect, test } from 'vitest';
import { routes } from '../../gateway/src/routes.ts';
import { ofKind, theOne } from './support/ours.ts';
import { kustomize, renderOverlay } from './support/render-overlay.ts';

describe.skipIf(!kustomize)('production', () => {
  const all = kustomize ? renderOverlay('overlays/production') : [];

  describe('the edge', () => {
    const route = (name: string) => theOne(all, 'HTTPRoute', name).spec;

    test('speaks TLS with a certificate of cert-manager', () => {
      const { metadata, spec } = theOne(all, 'Gateway', 'public');
      const issuer = metadata.annotations?.['cert-manager.io/issuer'] ?? '';
      expect(theOne(all, 'Issuer', issuer).spec.acme.server).toMatch(/^https:/);
      const https = spec.listeners.find(({ protocol }: { protocol: string }) => protocol === 'HTTPS');
      expect(https.tls.certificateRefs[0].name).toBe('public-tls');
    });

    test('lets exactly the sockets and streams of the gateway live without end, and nothing else longer than 30 s', () => {
      const endless = routes
        .filter(({ door }) => door)
        .map(({ path }) => path.replace(/\/:.*/, '').replace(/\/orders$/, ''));
      const [streams] = route('streams').rules;
      const open = streams.matches.map(({ path }: { path: { value: string } }) => path.value);
      expect(open.sort()).toEqual(endless.sort());
      expect(streams.timeouts.request).toBe('0s');
      expect(route('everything').rules[0].timeouts.request).toBe('30s');
    });

    test('leads to https from pages only: a call with a token in the clear finds nothing', () => {
      const [rule] = route('to-https').rules;
      expect(rule.matches.map(({ path }: { path: { value: string } }) => path.value)).toEqual(['/', '/kitchen']);
      expect(rule.matches[0].path.type).toBe('Exact');
      expect(rule.backendRefs).toBeUndefined();
      const plain = ofKind(all, 'HTTPRoute').filter(({ spec }) => spec.parentRefs[0].sectionName === 'http');
      expect(plain).toHaveLength(1);
    });

    test('reaches the gateway and nothing else', () => {
      const backends = ofKind(all, 'HTTPRoute').flatMap(({ spec }) =>
        spec.rules.flatMap((rule: { backendRefs?: object[] }) => rule.backendRefs ?? []),
      );
      for (const backend of backends) expect(backend).toEqual({ name: 'gateway', port: 8000 });
    });
  });
});
