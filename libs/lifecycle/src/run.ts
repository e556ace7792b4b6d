import type { Logger } from '@campus/logger/logger';
import { makeWhatIsLeft } from './later.ts';

/** Something that lives as long as the process: a pool, a broker connection, a server. */
export interface Part {
  name: string;
  start(): Promise<void>;
  /** Must return in bounded time; called once, in reverse order of start. */
  stop(): Promise<void>;
}

const STOP_DEADLINE_MS = 40_000;
/** After the start, in which others on the machine have more to do. */
const LEFT_OVER_MS = 2_000;
const SETTLED_MS = 5_000;

/**
 * Starts the parts in order and stops them in reverse on SIGTERM or SIGINT; a second signal ends at once.
 * A part that cannot start stops those before it and ends the process with code 1 (78 for `ConfigurationFault`s,
 * so that a supervisor does not restart what cannot heal). Stopping is bounded by 40 s: Kubernetes kills at 45 s.
 */
export async function run(logger: Logger, parts: Part[]): Promise<void> {
  const started: Part[] = [];
  let stopping = false;

  const stop = async (reason: string, exitCode: number) => {
    if (stopping) process.exit(exitCode);
    stopping = true;
    logger.info({ reason }, 'stopping');
    setTimeout(() => process.exit(1), STOP_DEADLINE_MS).unref();
    for (const part of started.reverse()) {
      await part.stop().catch((error: unknown) => logger.error({ err: error, part: part.name }, 'part did not stop'));
    }
    logger.info('stopped');
    process.exit(exitCode);
  };

  process.on('SIGTERM', () => void stop('SIGTERM', 0));
  process.on('SIGINT', () => void stop('SIGINT', 0));
  process.on('unhandledRejection', (error) => {
    logger.fatal({ err: error }, 'unhandled rejection');
    void stop('unhandled rejection', 1);
  });

  for (const part of parts) {
    try {
      started.push(part);
      await part.start();
    } catch (error) {
      logger.fatal({ err: error, part: part.name }, 'part did not start');
      await stop(`${part.name} did not start`, exitCodeOf(error));
    }
  }
  logger.info('ready');
  setTimeout(() => {
    makeWhatIsLeft().catch(async (error: unknown) => {
      logger.fatal({ err: error }, 'what is needed later cannot be had');
      await stop('what is needed later cannot be had', exitCodeOf(error));
    });
  }, LEFT_OVER_MS).unref();
  setTimeout(returnMemory, SETTLED_MS).unref();
}

/** What loading and compiling took stays taken in a process that then has little to do: a quarter of its memory. Needs `--expose-gc`. */
function returnMemory(): void {
  globalThis.gc?.({ type: 'major', flavor: 'last-resort', execution: 'sync' });
}

function exitCodeOf(error: unknown): number {
  return error instanceof Error && error.name === 'ConfigurationFault' ? 78 : 1;
}
