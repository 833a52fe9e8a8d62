import type { Housekeeping } from '../usecases/ports.ts';
import type { Database } from './database.ts';

export function createHousekeeping(database: Database): Housekeeping {
  return {
    async certificateFetched(certificateId, now) {
      await database.query(
        {
          name: 'certificate-fetched',
          text: 'update certificate set first_fetched_at = $2 where id = $1 and first_fetched_at is null',
        },
        [certificateId, now],
      );
    },
  };
}
