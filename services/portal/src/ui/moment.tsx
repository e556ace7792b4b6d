import { useFormat } from './format-context.ts';
import { useNow } from './use-now.ts';

/** A time of the restaurant's clock; with the day when it is not today. */
export function Moment({ at }: { at: string }) {
  return <time dateTime={at}>{useFormat().moment(at)}</time>;
}

/** "5 min ago", kept true; the exact time is in the title. */
export function RelativeTime({ at }: { at: string }) {
  const { relative, moment } = useFormat();
  return (
    <time dateTime={at} title={moment(at)}>
      {relative(at, useNow())}
    </time>
  );
}
