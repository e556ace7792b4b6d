import { HEARERS } from '@campus/contracts/event-audience';

/** Whose dead letters there are, by the name `listDeadLetters` knows them by. */
export const PLACES = [...HEARERS, 'unrouted'];
