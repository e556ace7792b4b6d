import type { ApiDocument } from './api-document.ts';
import { html, prose } from './html.ts';
import { operationView } from './operation-view.ts';
import { componentView } from './schema-view.ts';

/** The document as one page for people: no script, nothing from elsewhere. */
export function referencePage({ info, tags, paths, components }: ApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ method, path, operation })),
  );
  const sections = tags.map(({ name, description }) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(name));
    return html`<h2 id="tag-${name}">${name}</h2><p>${description}</p>${own.map(operationView)}`;
  });
  const schemas = Object.entries(components.schemas).map(([name, schema]) => componentView(name, schema));
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title} API</title>
<link rel="stylesheet" href="/docs/page.css">
</head>
<body>
<h1>${info.title} API ${info.version}</h1>
<p>${prose(info.description)}</p>
<p><a href="/api/v1/openapi.json">openapi.json</a></p>
<nav>${tags.map(({ name }) => html`<a href="#tag-${name}">${name}</a> `)}<a href="#schemas">schemas</a></nav>
${sections}
<h2 id="schemas">schemas</h2>
${schemas}
</body>
</html>
`;
  return page.markup;
}
