import type { Schema } from './api-document.ts';
import { type Html, html, prose } from './html.ts';

const LIMITS = [
  'minimum',
  'exclusiveMinimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'pattern',
  'default',
];

/** A component with its fields. */
export function componentView(name: string, schema: Schema): Html {
  return html`<details id="${name}"><summary><code>${name}</code></summary>${schemaView(schema)}</details>`;
}

/** What a value looks like: one line, and a table of fields for an object. */
export function schemaView(schema: Schema): Html {
  const about = schema.description !== undefined && html`<p>${prose(schema.description)}</p>`;
  const inner = schema.type === 'array' && schema.items ? schema.items : schema;
  return html`${about}<p>${typeOf(schema)} ${limitsOf(schema)}</p>${inner.properties && fieldsView(inner)}`;
}

function fieldsView({ properties = {}, required = [] }: Schema): Html {
  const rows = Object.entries(properties).map(([name, field]) => {
    const nested = [field, field.items, ...(field.anyOf ?? [])].find((part) => part?.properties);
    return html`<tr><td><code>${name}</code>${!required.includes(name) && html` <small>optional</small>`}</td>
<td>${typeOf(field)} ${limitsOf(field)} ${prose(field.description ?? '')}${nested && fieldsView(nested)}</td></tr>`;
  });
  return html`<table><tbody>${rows}</tbody></table>`;
}

/** The type in a few words; a component is a link. */
export function typeOf(schema: Schema): Html {
  const choices = schema.anyOf ?? schema.oneOf;
  if (schema.$ref) {
    const name = schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1);
    return html`<a href="#${name}">${name}</a>`;
  }
  if (choices) return html`${choices.map((choice, at) => html`${at > 0 && ' or '}${typeOf(choice)}`)}`;
  if (schema.const !== undefined) return html`<code>${JSON.stringify(schema.const)}</code>`;
  if (schema.enum)
    return html`${schema.enum.map((value, at) => html`${at > 0 && ' · '}<code>${String(value)}</code>`)}`;
  if (schema.type === 'array') return html`list of ${typeOf(schema.items ?? {})}`;
  if (typeof schema.additionalProperties === 'object') return html`map of ${typeOf(schema.additionalProperties)}`;
  return html`${[schema.type ?? 'anything'].flat().join(' or ')}${schema.format !== undefined && ` (${schema.format})`}`;
}

export function limitsOf(schema: Schema): Html {
  const known = LIMITS.filter((name) => schema[name] !== undefined);
  return html`<small>${known.map((name) => `${name} ${JSON.stringify(schema[name])}`).join(', ')}</small>`;
}
