import { constants } from 'node:os';
import { SetupFault } from './setup-fault.ts';

type Undo = () => Promise<void>;

/**
 * Runs a program that leaves nothing behind: on a signal, a fault or its end, what `onStop` collected is undone in reverse order.
 * A number returned by `work` is the exit code, after signal n it is 128 + n; a `SetupFault` is printed as its message, anything else with its stack.
 */
export async function inSession(work: (onStop: (undo: Undo) => void) => Promise<number>): Promise<void> {
  const undos: Undo[] = [];
  let stopping: Promise<never> | undefined;

  const stop = (exitCode: number) => {
    stopping ??= undoAll(undos).then(async (clean) => {
      await allSaid();
      process.exit(clean ? exitCode : 1);
    });
    return stopping;
  };
  const onSignal = (signal: NodeJS.Signals) => {
    console.log(stopping ? 'still stopping, up to 45 s' : 'stopping');
    void stop(128 + constants.signals[signal]);
  };
  // Whoever reads our words may leave before they are all said.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal);

  try {
    const exitCode = await work((undo) => undos.push(undo));
    await stop(exitCode);
  } catch (error) {
    if (!stopping) console.error(error instanceof SetupFault ? error.message : error);
    await stop(error instanceof SetupFault ? error.exitCode : 1);
  }
}

// A pipe takes what was written later: ending at once would cut it off. Nobody may be reading any more.
async function allSaid(): Promise<void> {
  await Promise.all(
    [process.stdout, process.stderr].map((stream) => new Promise<void>((resolve) => stream.write('', () => resolve()))),
  );
}

// What is collected while this runs is undone too: a start that a signal interrupts goes on until its process ends.
async function undoAll(undos: Undo[]): Promise<boolean> {
  let clean = true;
  for (let undo = undos.pop(); undo; undo = undos.pop()) {
    await undo().catch((error: unknown) => {
      clean = false;
      console.error(error);
    });
  }
  return clean;
}
