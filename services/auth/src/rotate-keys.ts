import { parseArgs } from 'node:util';
import { ConfigurationFault } from '@campus/config/read-config';
import { readRotationConfig } from './config.ts';
import { changeFile } from './security/change-file.ts';
import { nextRotation, type RotationWish } from './security/next-rotation.ts';

// Needs nothing but Node and the file: it runs on a laptop, in a job or in a pod (README, "Rotating the keys").
const USAGE = `rotate-keys: takes the next due step in rotating the keys of JWT_PRIVATE_KEYS_FILE; repeating it is safe.
  --min-age-days N   a key that has signed for fewer days stays (1)
  --print            writes the new file to standard output instead of in place, for a mounted secret
  --compromised      replaces all keys at once; everybody has to sign in again
  --help             this
`;
const EX_USAGE = 64;
const EX_CONFIG = 78;

function refuse(message: string, exitCode: number): never {
  process.stderr.write(`${message}\n`);
  process.exit(exitCode);
}

function wishes(): RotationWish & { print: boolean } {
  try {
    const { values } = parseArgs({
      options: {
        'min-age-days': { type: 'string', default: '1' },
        print: { type: 'boolean', default: false },
        compromised: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      process.stdout.write(USAGE);
      process.exit(0);
    }
    const minAgeDays = Number(values['min-age-days']);
    if (!Number.isFinite(minAgeDays) || minAgeDays < 0) throw new TypeError('--min-age-days takes a number of days.');
    return { ...values, minAgeDays, now: new Date() };
  } catch (error) {
    return refuse(`${error instanceof Error ? error.message : error}\n${USAGE}`, EX_USAGE);
  }
}

function print(path: string, wish: RotationWish): void {
  if (process.stdout.isTTY)
    refuse('--print writes private keys: pipe it into the secret, not to a terminal.', EX_USAGE);
  const { text, report } = nextRotation(path, wish);
  process.stdout.write(text);
  process.stderr.write(`${report.join('\n')}\n`);
}

function rotate(path: string, wish: RotationWish): void {
  const report: string[] = [];
  changeFile(path, () => {
    const rotation = nextRotation(path, wish);
    report.push(...rotation.report);
    return rotation.changed ? rotation.text : undefined;
  });
  process.stdout.write(`${report.join('\n')}\n`);
}

const { print: printing, ...wish } = wishes();
const { JWT_PRIVATE_KEYS_FILE: path } = readRotationConfig();
try {
  if (printing) print(path, wish);
  else rotate(path, wish);
} catch (error) {
  if (!(error instanceof ConfigurationFault)) throw error;
  refuse(error.message, EX_CONFIG);
}
