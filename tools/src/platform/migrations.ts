import { runCommand } from './commands.ts';
import type { Program } from './programs.ts';
import { SetupFault } from './setup-fault.ts';

const AT_ONCE = 2;

/** Runs the migrations of all services, two at a time. Throws `SetupFault` with the output of those that failed. */
export async function runMigrations(migrations: Program[]): Promise<void> {
  const waiting = [...migrations];
  const failures: string[] = [];
  const work = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const result = await runCommand(next.command, { cwd: next.directory, env: next.env, timeoutMs: 120_000 });
      if (!result.succeeded) failures.push(`The migration of ${next.name} failed:\n${result.output}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  if (failures.length > 0) throw new SetupFault(failures.join('\n'));
}
