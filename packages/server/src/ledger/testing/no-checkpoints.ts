import type { VerificationsOptions } from '../verification.ts';

/** As on a server's first start: nothing is kept outside the database. */
export const NO_CHECKPOINTS: VerificationsOptions['checkpoints'] = {
  kept: () => [],
  newest: () => null,
  newestEpoch: () => 0,
  ledgers: () => [],
  checkIdentity: () => Promise.resolve(null),
};
