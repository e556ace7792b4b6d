const CHECK_TIMEOUT_MS = 2_000;

/** The answer of something that must not keep a health check waiting; rejects after 2 s. */
export function inTime<Answer>(answer: Promise<Answer>): Promise<Answer> {
  const late = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new Error('health check timed out')), CHECK_TIMEOUT_MS).unref();
  });
  return Promise.race([answer, late]);
}
