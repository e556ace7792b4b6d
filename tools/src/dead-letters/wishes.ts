import { parseArgs } from 'node:util';
import { SetupFault } from '../platform/setup-fault.ts';
import { PLACES } from './places.ts';
import { USAGE } from './usage.ts';

const EX_USAGE = 64;

export interface Choice {
  /** Where to look; everywhere when it is not said. */
  of: string | undefined;
  id: string | undefined;
  type: string | undefined;
  limit: number | undefined;
}

export type Wish =
  | { action: 'help' }
  | { action: 'list'; json: boolean; choice: Choice }
  | { action: 'show'; json: boolean; raw: boolean; choice: Choice & { id: string } }
  | { action: 'replay'; json: boolean; choice: Choice & { of: string } }
  | { action: 'discard'; json: boolean; reason: string; by: string | undefined; choice: Choice & { of: string } };

/** What the command line asks for. Throws a `SetupFault` (64) that says what is missing. */
export function readWish(args: string[]): Wish {
  const { values, positionals } = parsed(args);
  const [action = 'list', id, ...more] = positionals;
  if (values.help) return { action: 'help' };
  if (more.length > 0) throw misused(`One message id at a time: ${more.join(' ')} is too much.`);
  const { json = false, of, type } = values;
  const choice = { of, id, type, limit: numberOf(values.limit) };
  if (of !== undefined && !PLACES.includes(of)) throw misused(`--of is one of ${PLACES.join(', ')}.`);
  if (action === 'list') return { action, json, choice };
  if (action === 'show') {
    if (!id) throw misused('show what? Give the message id.');
    return { action, json, raw: values.raw ?? false, choice: { ...choice, id } };
  }
  if (action !== 'replay' && action !== 'discard') throw misused(`There is no "${action}".`);
  if (!of) throw misused(`${action} from whom? --of <consumer>: the same event may lie at several.`);
  if (Boolean(id) === Boolean(values.all)) throw misused(`${action} one message id, or --all of them.`);
  if (action === 'replay') return { action, json, choice: { ...choice, of } };
  if (!values.reason) throw misused('Why? --reason "…" is kept for whoever asks later.');
  return { action, json, reason: values.reason, by: values.by, choice: { ...choice, of } };
}

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        help: { type: 'boolean', short: 'h' },
        json: { type: 'boolean' },
        of: { type: 'string' },
        type: { type: 'string' },
        limit: { type: 'string' },
        all: { type: 'boolean' },
        raw: { type: 'boolean' },
        reason: { type: 'string' },
        by: { type: 'string' },
      },
    });
  } catch (error) {
    throw misused(error instanceof Error ? error.message : String(error));
  }
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[1-9]\d{0,6}$/.test(text)) throw misused('--limit takes a number.');
  return Number(text);
}

function misused(message: string): SetupFault {
  return new SetupFault(`${message}\n\n${USAGE}`, EX_USAGE);
}
