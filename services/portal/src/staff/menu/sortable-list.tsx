import {
  type Announcements,
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { CSS } from '@dnd-kit/utilities';
import { GripVertical } from 'lucide-react';
import type { ReactNode } from 'react';
import { officeTexts } from '../../texts/office-texts.ts';
import { moved } from './menu-sections.ts';
import styles from './sortable-list.module.css';

const words = officeTexts.menuAdmin.order;

interface Thing {
  id: string;
  name: string;
}

export interface SortableListProps<Of extends Thing> {
  label: string;
  things: readonly Of[];
  onOrder(ids: string[]): void;
  /** While only a part of the list is shown there is no order to change. */
  disabled?: boolean;
  children(thing: Of): ReactNode;
}

/** A list that is put in order by mouse, finger or keyboard, each row by its handle. */
export function SortableList<Of extends Thing>({ label, things, onOrder, disabled, children }: SortableListProps<Of>) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = things.map(({ id }) => id);
  const drop = ({ active, over }: DragEndEvent) => {
    if (!over || over.id === active.id) return;
    onOrder(moved(ids, ids.indexOf(String(active.id)), ids.indexOf(String(over.id))));
  };
  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={drop}
      accessibility={{
        announcements: announcementsFor(things),
        screenReaderInstructions: { draggable: words.instructions },
      }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy} disabled={disabled ?? false}>
        <ul className={styles.list} aria-label={label}>
          {things.map((thing) => (
            <SortableRow key={thing.id} thing={thing} disabled={disabled || things.length < 2}>
              {children(thing)}
            </SortableRow>
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

interface SortableRowProps {
  thing: Thing;
  disabled: boolean;
  children: ReactNode;
}

function SortableRow({ thing: { id, name }, disabled, children }: SortableRowProps) {
  const sortable = useSortable({ id, disabled, attributes: { roleDescription: words.role } });
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = sortable;
  return (
    <li
      ref={setNodeRef}
      className={styles.row}
      data-dragging={isDragging || undefined}
      data-moving={transition ? '' : undefined}
      style={{ transform: CSS.Translate.toString(transform) }}
    >
      {!disabled && (
        <button
          type="button"
          ref={setActivatorNodeRef}
          className={styles.handle}
          aria-label={words.handle(name)}
          aria-roledescription={attributes['aria-roledescription']}
          aria-describedby={attributes['aria-describedby']}
          {...listeners}
        >
          <GripVertical aria-hidden="true" />
        </button>
      )}
      <div className={styles.content}>{children}</div>
    </li>
  );
}

function announcementsFor(things: readonly Thing[]): Announcements {
  const nameOf = (id: string | number) => things.find((thing) => thing.id === id)?.name ?? '';
  const placeOf = (id: string | number) => things.findIndex((thing) => thing.id === id) + 1;
  const count = things.length;
  const picked = (id: string | number) => words.picked(nameOf(id), placeOf(id), count);
  return {
    onDragStart: ({ active }) => picked(active.id),
    // Follows at once, over its own place: what was said first has to stay.
    onDragOver({ active, over }) {
      if (!over) return undefined;
      return over.id === active.id ? picked(active.id) : words.over(nameOf(active.id), placeOf(over.id), count);
    },
    onDragEnd: ({ active, over }) =>
      over ? words.dropped(nameOf(active.id), placeOf(over.id), count) : words.cancelled(nameOf(active.id)),
    onDragCancel: ({ active }) => words.cancelled(nameOf(active.id)),
  };
}
