import type { Answer } from './operation.ts';

const MARK_OF_CODE: Readonly<Record<string, string>> = {
  NOT_ALLOWED: '-',
  SELF_APPROVAL: '=',
  FORBIDDEN: 's',
  UNAUTHENTICATED: 'u',
  NOT_FOUND: '0',
};

/** The mark of an answer; the code itself where there is no mark for it. */
export function markOf({ data, errors }: Answer, short: string | undefined): string {
  const code = errors[0]?.code ?? codeWithin(data);
  if (code !== null) return code === short ? '+' : (MARK_OF_CODE[code] ?? code);
  return isEmpty(data) ? '0' : '+';
}

/** The first user error, of the payload or of one of its items. */
function codeWithin(value: unknown): string | null {
  if (Array.isArray(value)) return value.map(codeWithin).find((code) => code !== null) ?? null;
  if (typeof value !== 'object' || value === null) return null;
  if ('userErrors' in value && Array.isArray(value.userErrors) && value.userErrors.length > 0) {
    return String(value.userErrors[0].code);
  }
  return codeWithin(Object.values(value).filter((inner) => typeof inner === 'object'));
}

function isEmpty(data: unknown): boolean {
  if (data === null || data === undefined) return true;
  if (Array.isArray(data)) return data.length === 0;
  return typeof data === 'object' && 'nodes' in data && Array.isArray(data.nodes) && data.nodes.length === 0;
}
