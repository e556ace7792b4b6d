import { Camera, ImageOff, Trash2 } from 'lucide-react';
import { type ChangeEvent, type DragEvent, useEffect, useId, useRef, useState } from 'react';
import { officeTexts } from '../../texts/office-texts.ts';
import { Button } from '../../ui/button.tsx';
import { KEPT, PHOTO_KINDS, type Photo, photoFault } from './photo.ts';
import styles from './photo-field.module.css';

const words = officeTexts.menuAdmin.photo;

export interface PhotoFieldProps {
  name: string;
  /** What is shown now, null without a photo. */
  url: string | null;
  photo: Photo;
  onChange(photo: Photo): void;
  /** What the server said of it. */
  error?: string | undefined;
  busy?: boolean;
}

/** A photo to look at before it is saved: chosen, dropped or taken with the phone. */
export function PhotoField({ name, url, photo, onChange, error, busy }: PhotoFieldProps) {
  const ids = { input: useId(), note: useId() };
  const input = useRef<HTMLInputElement>(null);
  const [fault, setFault] = useState<string>();
  const shown = photo.kind === 'chosen' ? photo.url : photo.kind === 'kept' ? url : null;
  useReleased(photo);

  const take = (file: File | undefined) => {
    if (!file) return;
    const found = photoFault(file);
    setFault(found && (found === 'too-large' ? words.tooLarge(megabytes(file.size)) : words.wrongKind));
    if (!found) onChange({ kind: 'chosen', file, url: URL.createObjectURL(file) });
  };
  const chosen = ({ target }: ChangeEvent<HTMLInputElement>) => {
    take(target.files?.[0]);
    // The same file again is a choice too.
    target.value = '';
  };
  const dropped = (event: DragEvent) => {
    event.preventDefault();
    take(event.dataTransfer.files[0]);
  };
  const problem = fault ?? error;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping a file is a second way; the first is the input
    <div className={styles.field} onDragOver={(event) => event.preventDefault()} onDrop={dropped}>
      <label className={styles.label} htmlFor={ids.input}>
        {words.label}
      </label>
      <div className={styles.body}>
        <div className={styles.frame} aria-busy={busy || undefined}>
          {shown ? (
            <img
              src={shown}
              alt={photo.kind === 'chosen' ? words.chosen : words.alt(name)}
              className={styles.picture}
            />
          ) : (
            <span className={styles.none}>
              <ImageOff aria-hidden="true" />
              {words.none}
            </span>
          )}
        </div>
        <div className={styles.actions}>
          <input
            ref={input}
            id={ids.input}
            className={styles.input}
            type="file"
            accept={PHOTO_KINDS.join(',')}
            aria-describedby={ids.note}
            tabIndex={-1}
            disabled={busy}
            onChange={chosen}
          />
          <Button icon={<Camera />} disabled={busy ?? false} onClick={() => input.current?.click()}>
            {shown ? words.replace : words.choose}
          </Button>
          {shown && (
            <Button
              variant="quiet"
              icon={<Trash2 />}
              disabled={busy ?? false}
              onClick={() => onChange(url && photo.kind !== 'chosen' ? { kind: 'removed' } : KEPT)}
            >
              {words.remove}
            </Button>
          )}
        </div>
      </div>
      <p id={ids.note} className={problem ? styles.error : styles.hint} role={problem ? 'alert' : undefined}>
        {busy ? words.uploading : (problem ?? words.hint)}
      </p>
    </div>
  );
}

/** A preview holds the file in memory until its address is given back. */
function useReleased(photo: Photo): void {
  useEffect(() => {
    if (photo.kind !== 'chosen') return;
    return () => URL.revokeObjectURL(photo.url);
  }, [photo]);
}

function megabytes(bytes: number): string {
  return (bytes / 1024 / 1024).toFixed(1);
}
