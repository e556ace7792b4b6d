/** What a person typed as E.164, as far as a form can tell: ten digits or + and 8 to 15 digits; undefined for everything else. */
export function phoneFrom(typed: string): string | undefined {
  const plain = typed.replace(/[\s().-]/g, '');
  return /^(\d{10}|\+[1-9]\d{7,14})$/.test(plain) ? plain : undefined;
}
