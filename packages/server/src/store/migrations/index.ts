import { GovernedPath } from './001-governed-path.ts';

/** In order; a landed migration is never edited. */
export const MIGRATIONS = [{ name: '001-governed-path', class: GovernedPath }];
