import { parseAllDocuments } from 'yaml';
import type { KubernetesObject } from './kubernetes-object.ts';

/** The objects of a stream of YAML documents. Throws at the first that is not valid. */
export function parseManifests(text: string): KubernetesObject[] {
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents)) return [];
  return documents.flatMap((document) => {
    if (document.errors[0]) throw document.errors[0];
    const object = document.toJS();
    return object ? [object as KubernetesObject] : [];
  });
}
