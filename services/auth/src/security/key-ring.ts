import { readFile } from 'node:fs/promises';
import type { KeySource } from '@campus/auth/key-source';
import type { SecurityLog } from '@campus/http/security-log';
import { gauge } from '@campus/telemetry/gauge';
import { parseSigningKeys, type SigningKeys } from './signing-keys.ts';

export interface KeysFile {
  path: string;
  text: string;
  keys: SigningKeys;
}

const age = gauge(
  'auth_signing_key_age_seconds',
  'How long the present key has been signing tokens; nothing when its file does not say.',
  {},
);

/** The signing keys as the file has them now. */
export interface KeyRing {
  keys(): SigningKeys;
  /** For verifying access tokens without asking ourselves over HTTP. */
  source: KeySource;
  /** Takes over a file that was replaced. One that cannot be used changes nothing and raises an alarm, once. */
  reload(): Promise<void>;
}

export function createKeyRing(file: KeysFile, { security, clock }: { security: SecurityLog; clock(): Date }): KeyRing {
  const state: { keys: SigningKeys; taken: string; doubtful?: string; refused?: string } = {
    keys: file.keys,
    taken: file.text,
  };

  age.watch({}, () => {
    const { signingSince } = state.keys.current;
    return signingSince && (clock().getTime() - signingSince.getTime()) / 1_000;
  });

  function take(text: string, keys: SigningKeys): void {
    Object.assign(state, { keys, taken: text });
    const published = keys.published(clock()).map(({ kid }) => kid);
    security.note('signing_keys_changed', { signing: keys.current.kid, published: published.join(' ') });
  }

  // A file that is just being written looks broken once.
  function refuse(text: string): void {
    if (state.doubtful === text) {
      state.refused = text;
      security.note('signing_keys_refused', { signing: state.keys.current.kid, file: file.path });
    }
    state.doubtful = text;
  }

  return {
    keys: () => state.keys,
    source: {
      async find(kid) {
        const isKnown = state.keys.published(clock()).some((key) => key.kid === kid);
        return isKnown ? state.keys.findPublic(kid) : undefined;
      },
    },
    async reload() {
      const text = await textOf(file.path);
      if (text === state.taken) delete state.refused;
      if (text === state.taken || text === state.refused) return;
      const keys = keysOf(text);
      if (keys) take(text, keys);
      else refuse(text);
    },
  };
}

/** Empty when it cannot be read, which is no set of keys either. */
function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

// Whatever the reason is, it could quote a part of a private key: none is kept.
function keysOf(text: string): SigningKeys | undefined {
  try {
    return parseSigningKeys(text);
  } catch {
    return undefined;
  }
}
