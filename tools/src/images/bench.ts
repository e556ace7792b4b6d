import type { Buildah } from './buildah.ts';

/** Where images are built and run. */
export interface Bench {
  buildah: Buildah;
  directory: string;
}
