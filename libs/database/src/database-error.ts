const REPEATABLE = new Set(['40001', '40P01', '55P03']);

/** Deadlock, serialisation failure or lock timeout: the same transaction can succeed when repeated. */
export function isSerializationFailure(error: unknown): boolean {
  return REPEATABLE.has(sqlState(error));
}

/** The name of the unique constraint that a statement ran into, or undefined for any other error. */
export function violatedUnique(error: unknown): string | undefined {
  if (sqlState(error) !== '23505' || !(error instanceof Error)) return undefined;
  return 'constraint' in error ? String(error.constraint) : '';
}

function sqlState(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}
