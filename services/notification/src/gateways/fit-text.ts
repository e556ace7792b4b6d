const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });
const ELLIPSIS = '…';

/** The text, or as many whole characters of it (an emoji is one, however it is composed) as fit into `mostBytes` of UTF-8 with an ellipsis. */
export function fitText(text: string, mostBytes: number): string {
  if (Buffer.byteLength(text) <= mostBytes) return text;
  let room = mostBytes - Buffer.byteLength(ELLIPSIS);
  let kept = '';
  for (const { segment } of graphemes.segment(text)) {
    room -= Buffer.byteLength(segment);
    if (room < 0) break;
    kept += segment;
  }
  return kept + ELLIPSIS;
}
