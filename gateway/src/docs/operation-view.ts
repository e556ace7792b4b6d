import type { Content, Operation } from './api-document.ts';
import { type Html, html, prose } from './html.ts';
import { limitsOf, schemaView, typeOf } from './schema-view.ts';

export interface PlacedOperation {
  method: string;
  path: string;
  operation: Operation;
}

/** One operation: who may, what it takes and what it answers. */
export function operationView({ method, path, operation }: PlacedOperation): Html {
  const { operationId, summary, parameters, requestBody, responses } = operation;
  return html`<details id="${operationId}"><summary><b class="${method}">${method.toUpperCase()}</b>
<code>${path}</code> ${summary} <small>${rolesOf(operation)}</small></summary>
${parameters.length > 0 && html`<h4>Parameters</h4>${parametersView(operation)}`}
${requestBody && html`<h4>Body${!requestBody.required && ' (optional)'}</h4>${contentView(requestBody.content)}`}
<h4>Answers</h4>${Object.entries(responses).map(([status, answer]) => answerView(status, answer))}</details>`;
}

function rolesOf(operation: Operation): string {
  return operation['x-roles'].includes('none') ? 'everybody' : operation['x-roles'].join(', ');
}

function parametersView({ parameters }: Operation): Html {
  const rows = parameters.map(
    ({ name, in: place, required, description, schema }) =>
      html`<tr><td><code>${name}</code> <small>${place}${!required && ', optional'}</small></td>
<td>${typeOf(schema)} ${limitsOf(schema)} ${prose(description ?? '')}</td></tr>`,
  );
  return html`<table><tbody>${rows}</tbody></table>`;
}

function answerView(status: string, { description, content }: Operation['responses'][string]): Html {
  const isError = Number(status) >= 400;
  return html`<section><h5>${status}</h5>${description.split('\n').map((line) => html`<p>${prose(line)}</p>`)}
${content && !isError && contentView(content)}</section>`;
}

function contentView(content: Content): Html {
  const kinds = Object.entries(content).map(
    ([type, { schema, example }]) => html`<p><small>${type}</small></p>${schemaView(schema)}
${example !== undefined && html`<pre>${JSON.stringify(example, null, 2)}</pre>`}`,
  );
  return html`${kinds}`;
}
