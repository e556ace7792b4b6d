import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { PortalScene } from './support/portal-scene.ts';

const FIRST_LOAD_LIMIT = 200_000;
const THEMES = ['light', 'dark'] as const;

export function studentPageStories({ visit }: PortalScene): void {
  test('says whether the canteen is open, at every size in both themes', async () => {
    for (const theme of THEMES) {
      const window = await visit('/', { theme });
      await window.page.getByText('Open now').waitFor();
      await window.expectGoodAtEverySize(`student-${theme}`);
    }
  });

  test('is at most 200 kB on its first load, gzipped', async () => {
    const { page } = await visit('/', { size: 'phone' });
    await page.getByText('Open now').waitFor();
    const files = await page.evaluate(() =>
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .map(({ name }) => name)
        .filter((name) => !name.includes('/api/')),
    );
    const sizes = await Promise.all(
      files.map(async (file) => gzipSync(Buffer.from(await (await fetch(file)).arrayBuffer())).length),
    );
    const total = sizes.reduce((sum, size) => sum + size, 0);
    expect(total, files.join('\n')).toBeLessThan(FIRST_LOAD_LIMIT);
  });

  test('can be installed: its manifest names icons that exist', async () => {
    const { page } = await visit('/');
    const href = await page.locator('link[rel=manifest]').getAttribute('href');
    const manifest = await (await page.request.get(href ?? '')).json();
    expect(manifest).toMatchObject({ start_url: '/', display: 'standalone' });
    for (const { src, type } of manifest.icons) {
      const icon = await page.request.get(src);
      expect([icon.status(), icon.headers()['content-type']], src).toEqual([200, type]);
    }
  });
}
