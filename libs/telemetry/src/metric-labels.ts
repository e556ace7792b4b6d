/** What a label may say: one of these words, or `open` for words that our own code chooses (a route, a queue). Never anything of a person. */
export type LabelValues = readonly string[] | 'open';

export type Labels<Spec extends Record<string, LabelValues>> = {
  [Name in keyof Spec]: Spec[Name] extends readonly (infer Word)[] ? Word : string;
};

const MOST_SERIES = 400;
const OTHER = 'other';

/**
 * Keeps the number of series of one metric bounded whatever comes in: beyond the limit, and for a word that was not declared, the
 * label says `other`.
 */
export function boundedLabels<Spec extends Record<string, LabelValues>>(spec: Spec) {
  const names = Object.keys(spec);
  const seen = new Map<string, Record<string, string>>();
  const overflow = Object.fromEntries(names.map((name) => [name, OTHER]));

  return (labels: Labels<Spec>): Record<string, string> => {
    const values = names.map((name) => String(labels[name]));
    const key = values.join('\n');
    const known = seen.get(key);
    if (known) return known;
    if (seen.size >= MOST_SERIES) return overflow;
    const checked = Object.fromEntries(names.map((name, at) => [name, declared(spec[name], values[at] ?? OTHER)]));
    seen.set(key, checked);
    return checked;
  };
}

/** Every combination of declared words, so that a metric is there, as 0, before the first time; none when a label is open. */
export function declaredSeries(spec: Record<string, LabelValues>): Record<string, string>[] {
  return Object.entries(spec).reduce<Record<string, string>[]>(
    (series, [name, words]) =>
      words === 'open' ? [] : series.flatMap((labels) => words.map((word) => ({ ...labels, [name]: word }))),
    [{}],
  );
}

function declared(words: LabelValues | undefined, value: string): string {
  return words === 'open' || words?.includes(value) ? value : OTHER;
}
