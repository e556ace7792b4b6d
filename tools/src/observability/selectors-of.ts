const WORDS = new Set([
  'and',
  'or',
  'unless',
  'bool',
  'offset',
  'inf',
  'nan',
  'by',
  'without',
  'on',
  'ignoring',
  'group_left',
  'group_right',
]);

/** What a PromQL expression asks for: each metric with the labels that its selector names. */
export function selectorsOf(expression: string): { metric: string; labels: string[] }[] {
  const plain = expression
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/\[[^\]]*\]/g, '')
    .replace(/\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, ' ')
    .replace(/\b\d[\w.]*/g, ' ');
  return [...plain.matchAll(/([a-zA-Z_:][\w:]*)\s*(\(|\{[^}]*\})?/g)].flatMap(([, metric = '', after = '']) => {
    if (after === '(' || WORDS.has(metric)) return [];
    return [{ metric, labels: [...after.matchAll(/(\w+)\s*(?:=|!)/g)].map(([, label = '']) => label) }];
  });
}
