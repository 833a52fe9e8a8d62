import { reasonsOfKind } from '../../domain/managed-reason.ts';
import type { Queries } from '../application.ts';
import type { QueryParts } from './create-queries.ts';

/** The vocabulary, for whoever decides, asks or manages it. */
export function reasonQueries({ sight }: Pick<QueryParts, 'sight'>): Pick<Queries, 'reasons'> {
  return {
    async reasons(principal, organizationId, kind, includeInactive) {
      const view = await sight.organization(principal, organizationId);
      if (view === null) return [];
      return reasonsOfKind(view.snapshot.reasons, kind).filter(({ active }) => active || includeInactive);
    },
  };
}
