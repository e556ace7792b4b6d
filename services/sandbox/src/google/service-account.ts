import { createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigurationFault } from '@campus/config/read-config';
import { z } from 'zod';

const schema = z.object({ private_key: z.string(), client_email: z.string() });

export interface ServiceAccount {
  clientEmail: string;
  publicKey: KeyObject;
  privateKey: string;
}

/** The same throw-away file the services sign with. Throws `ConfigurationFault` when it is missing or malformed. */
export function readServiceAccount(path: string): ServiceAccount {
  try {
    const account = schema.parse(JSON.parse(readFileSync(path, 'utf8')));
    const publicKey = createPublicKey(account.private_key);
    return { clientEmail: account.client_email, publicKey, privateKey: account.private_key };
  } catch (error) {
    throw new ConfigurationFault(`GOOGLE_APPLICATION_CREDENTIALS: not a service account file: ${path}`, {
      cause: error,
    });
  }
}
