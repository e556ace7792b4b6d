import { ConfigurationFault } from '@campus/config/read-config';
import { discard, replay } from './dead-letters/act.ts';
import { list, show } from './dead-letters/look.ts';
import { USAGE } from './dead-letters/usage.ts';
import { readWish, type Wish } from './dead-letters/wishes.ts';
import { brokerUrl } from './platform/broker-access.ts';
import { operatorName } from './platform/operator-name.ts';
import { inSession } from './platform/session.ts';
import { SetupFault } from './platform/setup-fault.ts';

const EX_UNAVAILABLE = 69;
const EX_CONFIG = 78;

await inSession(async () => {
  const wish = readWish(process.argv.slice(2));
  if (wish.action === 'help') {
    console.log(USAGE);
    return 0;
  }
  try {
    return await fulfil(brokerUrl(process.env), wish);
  } catch (error) {
    throw asSetupFault(error);
  }
});

function fulfil(url: string, wish: Exclude<Wish, { action: 'help' }>): Promise<number> {
  if (wish.action === 'list') return list(url, wish);
  if (wish.action === 'show') return show(url, wish);
  if (wish.action === 'replay') return replay(url, wish);
  return discard(url, { ...wish, by: wish.by ?? operatorName(process.env) });
}

function asSetupFault(error: unknown): unknown {
  if (error instanceof ConfigurationFault) return new SetupFault(error.message, EX_CONFIG);
  const isAway = error instanceof Error && /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|timeout/i.test(String(error));
  if (isAway) return new SetupFault(`The broker cannot be reached: ${error}`, EX_UNAVAILABLE);
  return error;
}
