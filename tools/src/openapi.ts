import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { asyncapiDocument } from './asyncapi/document.ts';
import { openapiDocument } from './openapi/document.ts';
import { ROOT } from './platform/settings.ts';

const documents = { 'gateway/openapi.json': openapiDocument(), 'gateway/asyncapi.json': asyncapiDocument() };

for (const [file, document] of Object.entries(documents)) {
  writeFileSync(join(ROOT, file), `${JSON.stringify(document, null, 2)}\n`);
  console.log(`wrote ${file}`);
}
