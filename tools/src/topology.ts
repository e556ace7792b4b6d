import { readConfigOrExit } from '@campus/config/read-config';
import { settings } from '@campus/config/settings';
import { z } from 'zod';
import { declareTopology } from './platform/topology.ts';

const config = readConfigOrExit(z.object({ RABBITMQ_URL: settings.rabbitmqUrl }), process.env);

await declareTopology(config.RABBITMQ_URL);
console.log('queues and bindings are declared');
