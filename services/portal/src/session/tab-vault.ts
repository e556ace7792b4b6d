import { newerOf, type SignIn } from './sign-in.ts';
import { storedSignIn, type Vault } from './vault.ts';

type Message = { kind: 'ask' } | { kind: 'have'; signIn: SignIn } | { kind: 'over'; key: string };

const ANSWER_MS = 80;

/**
 * For shared devices: nothing outlives the last tab. Tabs hand the session to each other over a channel, so that a new or duplicated
 * tab is signed in and no two renew with the same token.
 */
export function tabVault(name: string): Vault {
  const entry = storedSignIn(() => sessionStorage, name);
  const channel = new BroadcastChannel(name);
  const listeners: (() => void)[] = [];
  let asking = false;

  const changeTo = (signIn: SignIn | undefined) => {
    entry.write(signIn);
    for (const listener of listeners) listener();
  };

  channel.addEventListener('message', ({ data }: MessageEvent<Message>) => {
    const ours = entry.read();
    if (data.kind === 'ask' && ours) channel.postMessage({ kind: 'have', signIn: ours } satisfies Message);
    if (data.kind === 'over' && ours?.key === data.key) changeTo(undefined);
    if (data.kind === 'have' && (ours || asking) && newerOf(ours, data.signIn) !== ours) changeTo(data.signIn);
  });

  return {
    name,
    read: entry.read,
    async newest() {
      asking = true;
      channel.postMessage({ kind: 'ask' } satisfies Message);
      await new Promise((resolve) => setTimeout(resolve, ANSWER_MS));
      asking = false;
      return entry.read();
    },
    write(signIn) {
      const before = entry.read();
      entry.write(signIn);
      if (signIn) channel.postMessage({ kind: 'have', signIn } satisfies Message);
      else if (before) channel.postMessage({ kind: 'over', key: before.key } satisfies Message);
    },
    onOutsideChange: (listener) => void listeners.push(listener),
  };
}
