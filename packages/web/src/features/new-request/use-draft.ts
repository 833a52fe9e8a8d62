import { useEffect, useState } from 'react';

export interface Draft {
  readonly names: readonly string[];
  readonly environment: string;
  readonly justification: string;
}

const EMPTY: Draft = { names: [], environment: '', justification: '' };
const keyOf = (organizationId: string): string => `countersign.new-request.${organizationId}`;

/** What somebody has filled in, kept in this browser until it is submitted. Never a CSR or a key. */
export function useDraft(organizationId: string): {
  readonly draft: Draft;
  readonly change: (part: Partial<Draft>) => void;
  readonly clear: () => void;
} {
  const [draft, setDraft] = useState<Draft>(() => parseDraft(read(organizationId)));
  useEffect(() => {
    const isEmpty = draft.names.length === 0 && draft.justification === '';
    write(organizationId, isEmpty ? null : JSON.stringify(draft));
  }, [organizationId, draft]);
  return {
    draft,
    change: (part) => setDraft((before) => ({ ...before, ...part })),
    clear: () => setDraft(EMPTY),
  };
}

export function parseDraft(text: string | null): Draft {
  try {
    const value: unknown = JSON.parse(text ?? 'null');
    if (typeof value !== 'object' || value === null) return EMPTY;
    const names =
      'names' in value && Array.isArray(value.names) ? value.names.filter((name) => typeof name === 'string') : [];
    const environment = 'environment' in value && typeof value.environment === 'string' ? value.environment : '';
    const justification =
      'justification' in value && typeof value.justification === 'string' ? value.justification : '';
    return { names, environment, justification };
  } catch {
    return EMPTY;
  }
}

function read(organizationId: string): string | null {
  try {
    return localStorage.getItem(keyOf(organizationId));
  } catch {
    return null;
  }
}

function write(organizationId: string, text: string | null): void {
  try {
    if (text === null) localStorage.removeItem(keyOf(organizationId));
    else localStorage.setItem(keyOf(organizationId), text);
  } catch {
    // A browser that keeps nothing loses the draft, and nothing else.
  }
}
