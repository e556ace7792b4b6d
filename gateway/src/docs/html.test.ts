import { expect, test } from 'vitest';
import { html, prose } from './html.ts';

test('what is put into markup is text, unless it is markup itself', () => {
  const evil = `<script>"&'`;
  expect(html`<p title="${evil}">${evil}${html`<b>${1}</b>`}${[html`<i></i>`]}${undefined}${false}</p>`.markup).toBe(
    '<p title="&lt;script&gt;&quot;&amp;&#39;">&lt;script&gt;&quot;&amp;&#39;<b>1</b><i></i></p>',
  );
  expect(prose('Send `<token>` & wait').markup).toBe('Send <code>&lt;token&gt;</code> &amp; wait');
});
