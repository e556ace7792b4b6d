/** How a column is written: text is made safe for spreadsheets, money gets two decimals. */
export type Columns = Record<string, 'text' | 'count' | 'money'>;

/** RFC 4180: a header row, then a row for each record, CRLF after each. */
export function csv(columns: Columns, records: Record<string, string | number>[]): string {
  const names = Object.keys(columns);
  const rows = records.map((record) => names.map((name) => cell(record[name] ?? '', columns[name] ?? 'text')));
  return [names, ...rows].map((row) => `${row.join(',')}\r\n`).join('');
}

function cell(value: string | number, kind: Columns[string]): string {
  if (kind === 'money') return Number(value).toFixed(2);
  return kind === 'count' ? String(value) : textCell(String(value));
}

// A spreadsheet runs text that starts like a formula, some even after blanks or in full-width letters; the apostrophe keeps it text
// (OWASP, CSV injection).
const FORMULA = /^(\s*[=+\-@＝＋－＠]|[\t\r\n])/;

function textCell(text: string): string {
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
