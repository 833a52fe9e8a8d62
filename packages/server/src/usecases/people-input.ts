import { DomainError } from '../domain/errors.ts';

const EMAIL =
  /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$/;
/** Controls, what reorders text, separators of lines, half characters, and what has no width and makes names look the same. */
const UNPRINTABLE = /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}\p{Cs}\u00ad\u200b-\u200d\u2060-\u2064\ufeff]/u;
const PASSWORD_MIN = 8;
const PASSWORD_MAX = 256;

/** Lower-cased; one plain address, nothing that a mail header could split (RFC 5321 §4.1.2, without quoted local parts). */
export function checkEmail(email: string, field = 'email'): string {
  const address = addressOf(email);
  if (address === null) {
    throw new DomainError('INVALID_INPUT', 'Give one e-mail address, such as mara@example.com.', { field: [field] });
  }
  return address;
}

/** The same, or null: an address that nobody can have. */
export function addressOf(email: string): string | null {
  const trimmed = email.trim();
  return trimmed.length <= 254 && EMAIL.test(trimmed) ? trimmed.toLowerCase() : null;
}

/** A name of a person or thing: 1 to 100 printable characters. */
export function checkName(name: string, field = 'name'): string {
  const trimmed = name.trim().normalize('NFC');
  if (trimmed.length === 0 || trimmed.length > 100 || UNPRINTABLE.test(trimmed)) {
    throw new DomainError('INVALID_INPUT', 'Give a name of 1 to 100 printable characters.', { field: [field] });
  }
  return trimmed;
}

export function checkPassword(password: string, field = 'password'): string {
  if (password.length < PASSWORD_MIN || password.length > PASSWORD_MAX) {
    throw new DomainError('INVALID_INPUT', `A password has ${PASSWORD_MIN} to ${PASSWORD_MAX} characters.`, {
      field: [field],
    });
  }
  return password;
}

export function checkSlug(slug: string, field = 'slug'): string {
  if (!/^[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?$/.test(slug) || slug === 'platform') {
    throw new DomainError(
      'INVALID_INPUT',
      'A slug has 1 to 40 lower-case letters, digits and hyphens, such as corp-eu.',
      {
        field: [field],
      },
    );
  }
  return slug;
}

const ENVIRONMENT = /^[a-z0-9][a-z0-9-]{0,31}$/;

export function checkEnvironments(environments: readonly string[], field = 'environments'): string[] {
  const found = [...new Set(environments.map((environment) => environment.trim().toLowerCase()))];
  if (found.length === 0 || found.length > 50 || !found.every((environment) => ENVIRONMENT.test(environment))) {
    throw new DomainError(
      'INVALID_INPUT',
      'Give 1 to 50 environments of lower-case letters, digits and hyphens, such as production.',
      { field: [field] },
    );
  }
  return found;
}
