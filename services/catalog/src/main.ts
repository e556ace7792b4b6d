import { createKeySource } from '@campus/auth/key-source';
import { createTokenVerifier } from '@campus/auth/verify-token';
import { connectDatabase, pingDatabase } from '@campus/database/connect';
import { databasePart } from '@campus/database/database-part';
import { httpServer } from '@campus/http/server';
import { run } from '@campus/lifecycle/run';
import { createPublisher } from '@campus/messaging/publisher';
import { outboxBacklog } from '@campus/outbox/backlog';
import { createPurge } from '@campus/outbox/purge';
import { createRelay } from '@campus/outbox/relay';
import { startTelemetry } from '@campus/telemetry/start-telemetry';
import { config } from './config.ts';
import { catalogRoutes } from './http/catalog-routes.ts';
import { createImages } from './images/images.ts';
import { openImageStore } from './images/open-image-store.ts';
import { bringBackItemsJob } from './jobs/bring-back-items-job.ts';
import { sweepImagesJob } from './jobs/sweep-images-job.ts';
import { createTransact } from './persistence/transact.ts';
import { createLivingMenu } from './queries/living-menu.ts';
import { menuRevision, readMenu } from './queries/menu.ts';
import { searchItems } from './queries/search-items.ts';

const { logger, telemetry } = await startTelemetry('catalog', config);

const db = connectDatabase({ url: config.DATABASE_URL, name: 'catalog', logger });
const relayDb = connectDatabase({ url: config.DATABASE_URL, name: 'catalog-relay', maxConnections: 2, logger });
const publisher = createPublisher({ url: config.RABBITMQ_URL, name: 'catalog-publisher', logger });
const relay = createRelay({ db: relayDb, publisher, logger });
const livingMenu = createLivingMenu({
  read: () => readMenu(db),
  revision: () => menuRevision(db),
  now: () => performance.now(),
  logger,
});
const transact = createTransact({
  db,
  committed() {
    relay.wake();
    livingMenu.expire();
  },
});
const images = createImages({ store: await openImageStore(config.imageStore), logger });

const server = httpServer({
  host: config.HOST,
  port: config.PORT,
  logger,
  routes: catalogRoutes({ livingMenu, search: (text) => searchItems(db, text), transact, images }),
  verifyToken: createTokenVerifier({
    keys: createKeySource(config.JWKS_URL),
    issuer: config.JWT_ISSUER,
    audience: config.JWT_AUDIENCE,
  }),
  health: {
    version: '1.0.0',
    database: () => pingDatabase(db),
    servesWithoutDatabase: livingMenu.isKnown,
    broker: publisher.state,
    outbox: () => outboxBacklog(db),
  },
  drainMs: config.NODE_ENV === 'production' ? 5_000 : 0,
});

await run(logger, [
  telemetry,
  databasePart(db, relayDb),
  publisher,
  relay,
  createPurge({ db: relayDb, logger }),
  bringBackItemsJob({ transact, logger }),
  sweepImagesJob({ transact, images, logger }),
  server,
]);
