import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openapiDocument } from './openapi/document.ts';
import { ROOT } from './platform/settings.ts';

const file = join(ROOT, 'gateway/openapi.json');
writeFileSync(file, `${JSON.stringify(openapiDocument(), null, 2)}\n`);
console.log(`wrote ${file}`);
