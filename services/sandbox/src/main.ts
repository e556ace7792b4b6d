import { run } from '@campus/lifecycle/run';
import { createLogger } from '@campus/logger/logger';
import { createApp } from './app.ts';
import { readSandboxConfig } from './config.ts';
import { readServiceAccount } from './google/service-account.ts';
import { createHttpPart } from './http-part.ts';
import { createSandbox } from './sandbox.ts';

const config = readSandboxConfig();
const logger = createLogger({ service: 'sandbox', level: config.LOG_LEVEL });
const account = readServiceAccount(config.GOOGLE_APPLICATION_CREDENTIALS);
const sandbox = createSandbox({ config, account, logger });

await run(logger, [createHttpPart(createApp(sandbox), { host: config.HOST, port: config.PORT })]);
