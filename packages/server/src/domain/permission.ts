import { DomainError, type ErrorCode } from './errors.ts';

/** The answer to "may this actor do this to that", with its reasons in whole sentences for whoever asked. */
export interface Permission {
  readonly allowed: boolean;
  readonly reasons: readonly string[];
  /** Null exactly if allowed. */
  readonly code: ErrorCode | null;
}

/** The same words for what never was and for what is another organization's: nobody can tell them apart. */
export const NOT_FOUND_MESSAGE = 'There is nothing here under this id.';

export function allow(...reasons: readonly string[]): Permission {
  return { allowed: true, reasons, code: null };
}

export function deny(code: ErrorCode, ...reasons: readonly string[]): Permission {
  return { allowed: false, reasons, code };
}

export function denyAsAbsent(): Permission {
  return deny('NOT_FOUND', NOT_FOUND_MESSAGE);
}

export function notFound(): DomainError {
  return new DomainError('NOT_FOUND', NOT_FOUND_MESSAGE);
}

/** Throws the permission's own code and reasons if it is not given. */
export function assertPermitted(permission: Permission, extra: DomainError['extra'] = {}): void {
  if (permission.code !== null) throw new DomainError(permission.code, permission.reasons.join(' '), { extra });
}
