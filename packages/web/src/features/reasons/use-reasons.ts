import { useState } from 'react';
import { useMutation, useQuery } from 'urql';
import {
  CreateManagedReasonDocument,
  type ManagedReasonFragment,
  ManagedReasonsDocument,
  type ReasonKind,
  ReorderManagedReasonsDocument,
  UpdateManagedReasonDocument,
} from '../../gql/generated/graphql.ts';
import { failureOf, type Refusal, refusalOf } from '../../lib/user-error.ts';

export interface Vocabulary {
  readonly reasons: readonly ManagedReasonFragment[];
  readonly loading: boolean;
  readonly failure: Refusal | null;
  readonly busy: boolean;
  /** What was refused of moving an entry, or of taking it in or out of use. */
  readonly refusal: Refusal | null;
  readonly read: () => void;
  /** Null where there is none yet. */
  readonly save: (id: string | null, text: string) => Promise<Refusal | null>;
  readonly setActive: (id: string, active: boolean) => Promise<void>;
  readonly move: (id: string, by: -1 | 1) => Promise<void>;
}

/** The reasons of one kind, and what can be done with them. */
export function useReasons(organizationId: string, kind: ReasonKind): Vocabulary {
  const [{ data, fetching, error }, execute] = useQuery({
    query: ManagedReasonsDocument,
    variables: { organizationId, kind },
  });
  const [creating, create] = useMutation(CreateManagedReasonDocument);
  const [updating, update] = useMutation(UpdateManagedReasonDocument);
  const [reordering, reorder] = useMutation(ReorderManagedReasonsDocument);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const reasons = data?.reasons ?? [];
  const read = (): void => execute({ requestPolicy: 'network-only' });
  const done = (refused: Refusal | null): Refusal | null => {
    read();
    return refused;
  };

  return {
    reasons,
    loading: fetching && data === undefined,
    failure: error && data === undefined ? failureOf(error) : null,
    busy: creating.fetching || updating.fetching || reordering.fetching,
    refusal,
    read,
    async save(id, text) {
      if (id === null) {
        const answered = await create({ input: { organizationId, kind, text } });
        return done(refusalOf(answered.error, answered.data?.createReason.userErrors));
      }
      const answered = await update({ input: { reasonId: id, text } });
      return done(refusalOf(answered.error, answered.data?.updateReason.userErrors));
    },
    async setActive(id, active) {
      const answered = await update({ input: { reasonId: id, active } });
      setRefusal(done(refusalOf(answered.error, answered.data?.updateReason.userErrors)));
    },
    async move(id, by) {
      const reasonIds = reasons.map((reason) => reason.id);
      const from = reasonIds.indexOf(id);
      const other = reasonIds[from + by];
      if (other === undefined) return;
      reasonIds[from + by] = id;
      reasonIds[from] = other;
      const answered = await reorder({ input: { organizationId, kind, reasonIds } });
      setRefusal(done(refusalOf(answered.error, answered.data?.reorderReasons.userErrors)));
    },
  };
}
