import type { RequestMailFacts } from '../mail/request-mail.ts';

/** What a mail will say of a request, as it is kept until it is written: all but the checkpoint, which is to be the newest. */
export type StoredFacts = Omit<RequestMailFacts, 'at' | 'expiresAt' | 'checkpoint'> & {
  readonly at: string;
  readonly expiresAt: string | null;
};

export function storedFacts(facts: Omit<RequestMailFacts, 'checkpoint'>): StoredFacts {
  return { ...facts, at: facts.at.toISOString(), expiresAt: facts.expiresAt?.toISOString() ?? null };
}

export function readFacts(stored: StoredFacts, checkpoint: string | null): RequestMailFacts {
  const { at, expiresAt, ...rest } = stored;
  return { ...rest, at: new Date(at), expiresAt: expiresAt === null ? null : new Date(expiresAt), checkpoint };
}
