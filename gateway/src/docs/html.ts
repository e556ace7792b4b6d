const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Markup that is finished: nothing in it is escaped again. */
export interface Html {
  markup: string;
}

type Piece = Html | Html[] | string | number | false | undefined;

/** Markup as a template; whatever is put in and is not markup itself is escaped. */
export function html(parts: TemplateStringsArray, ...pieces: Piece[]): Html {
  return { markup: parts.reduce((text, part, at) => text + written(pieces[at - 1]) + part) };
}

/** A sentence in which `code` is between backticks. */
export function prose(sentence: string): Html {
  return html`${sentence.split('`').map((part, at) => (at % 2 === 1 ? html`<code>${part}</code>` : html`${part}`))}`;
}

function written(piece: Piece): string {
  if (piece === undefined || piece === false) return '';
  if (Array.isArray(piece)) return piece.map(({ markup }) => markup).join('');
  if (typeof piece === 'object') return piece.markup;
  return String(piece).replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}
