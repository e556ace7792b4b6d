const SIGNATURES = [
  [[0, [0xff, 0xd8, 0xff]]], // JPEG
  [[0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]]], // PNG
  [
    [0, [0x52, 0x49, 0x46, 0x46]],
    [8, [0x57, 0x45, 0x42, 0x50]],
  ], // WebP: RIFF, a length, WEBP
] as const;

/** Whether bytes begin as a JPEG, PNG or WebP does. What follows may still be broken, or something else. */
export function isImage(bytes: Uint8Array): boolean {
  return SIGNATURES.some((parts) =>
    parts.every(([offset, expected]) => expected.every((byte, index) => bytes[offset + index] === byte)),
  );
}
