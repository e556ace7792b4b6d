import { join } from 'node:path';
import { buildImage, type Wanted } from './images/build-image.ts';
import { buildahIn } from './images/buildah.ts';
import { checkGateway } from './images/check-gateway.ts';
import { checkHardening } from './images/check-hardening.ts';
import { checkOrdering } from './images/check-ordering.ts';
import { ensureImagePrograms } from './images/image-programs.ts';
import { imageSizes } from './images/image-sizes.ts';
import { ensureLocalBase } from './images/local-base.ts';
import { withServers } from './images/with-servers.ts';
import { inSession } from './platform/session.ts';
import { readSettings } from './platform/settings.ts';

const IMAGES: Wanted[] = [
  { name: 'ordering', service: 'services/ordering', target: 'service' },
  { name: 'gateway', service: 'gateway', target: 'gateway' },
];

await inSession(async (onStop) => {
  const missing = await ensureImagePrograms();
  if (missing) {
    console.log(`images-check skipped: ${missing}`);
    return 0;
  }
  const settings = readSettings(process.env);
  const directory = join(settings.localDirectory, 'images');
  const buildah = buildahIn(directory);
  await ensureLocalBase(buildah, directory);
  const images: Record<string, string> = {};
  for (const wanted of IMAGES) {
    const begun = performance.now();
    images[wanted.name] = await buildImage(buildah, wanted);
    console.log(`${wanted.name}: built in ${Math.round((performance.now() - begun) / 1_000)} s`);
  }
  console.table(await imageSizes(buildah, Object.values(images)));

  const { ordering = '', gateway = '' } = images;
  const bench = { buildah, directory };
  for (const image of [ordering, gateway]) await checkHardening(bench, image);
  await withServers(settings, onStop, async (servers) => {
    await checkOrdering(bench, ordering, servers);
    await checkGateway(bench, gateway, servers);
  });
  console.log('the images are as they should be');
  return 0;
});
