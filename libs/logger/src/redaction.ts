/** Header and field names whose values never reach a log line, at any depth pino can address. */
export const REDACTED_PATHS = [
  'authorization',
  'cookie',
  'token',
  'access_token',
  'refresh_token',
  'password',
  'otp',
  'code_encrypted',
  'phone',
  'name',
  'delivery_address',
  'key_secret',
].flatMap((name) => [name, `*.${name}`, `*.*.${name}`]);

const PATTERNS: [RegExp, string][] = [
  [/eyJ[\w-]+\.[\w-]+\.[\w-]+/g, '[token]'],
  [/([?&](?:token|access_token)=)[^&\s"]+/g, '$1[token]'],
  [/\+?\b(?:91)?[6-9]\d{9}\b/g, '[phone]'],
  [/\b[\w.-]{2,}@[a-z]{2,}[a-z0-9.]*\b/gi, '[address]'],
];

/** Removes tokens, phone numbers and payment addresses from free text such as an error message or a URL. */
export function scrub(text: string): string {
  return PATTERNS.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
}
