/** One at a time in all tabs of this browser; without Web Locks (plain http on a tablet in development) in this tab. */
export function createExclusive(name: string): <Result>(work: () => Promise<Result>) => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = async () => (navigator.locks ? await navigator.locks.request(name, work) : await work());
    const result = last.then(turn, turn);
    last = result;
    return result;
  };
}
