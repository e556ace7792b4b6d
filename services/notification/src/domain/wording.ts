import { ENGLISH } from './english.ts';
import type { PushText, Texts, Wording } from './texts.ts';

/** The language of everybody. */
export const TEXTS: Texts = ENGLISH;

/** A template with its slots filled. Throws for a slot that has no value. */
export function fill(template: string, slots: Record<string, string> = {}): string {
  return template.replace(/\{(\w+)\}/g, (_slot, name: string) => {
    const value = slots[name];
    if (value === undefined) throw new Error(`There is nothing to put into {${name}}.`);
    return value;
  });
}

/** A push text with its slots filled. */
export function worded(text: PushText, slots: Record<string, string> = {}): Wording {
  const { title, body } = TEXTS.pushes[text];
  return { title: fill(title, slots), body: fill(body, slots) };
}
