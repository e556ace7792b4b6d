import type { z } from 'zod';

/** The process cannot work as configured; restarting will not help. */
export class ConfigurationFault extends Error {
  override name = 'ConfigurationFault';
}

/**
 * Parses the environment once. An empty string counts as missing.
 * Throws one `ConfigurationFault` that names every bad key (product.md section 7); values are never printed.
 */
export function readConfig<Schema extends z.ZodType>(schema: Schema, env: NodeJS.ProcessEnv): z.output<Schema> {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema.safeParse(present);
  if (result.success) return result.data;
  const faults = result.error.issues.map((issue) => `  ${issue.path.join('.') || '(all)'}: ${issue.message}`);
  throw new ConfigurationFault(`The environment is not valid:\n${faults.join('\n')}`);
}

/** `readConfig` for a `main.ts`: prints the one message and ends the process with 78 (EX_CONFIG) when it fails. */
export function readConfigOrExit<Schema extends z.ZodType>(schema: Schema, env: NodeJS.ProcessEnv): z.output<Schema> {
  try {
    return readConfig(schema, env);
  } catch (error) {
    if (!(error instanceof ConfigurationFault)) throw error;
    process.stderr.write(`${error.message}\n`);
    process.exit(78);
  }
}
