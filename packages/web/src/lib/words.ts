import type { KeyAlgorithm, KeyOrigin } from '../gql/generated/graphql.ts';

export const KEY_ALGORITHM_NAMES: Record<KeyAlgorithm, string> = {
  ECDSA_P256: 'ECDSA P-256',
  ECDSA_P384: 'ECDSA P-384',
  RSA_2048: 'RSA 2048',
  RSA_3072: 'RSA 3072',
  RSA_4096: 'RSA 4096',
  ED25519: 'Ed25519',
};

export const KEY_ORIGIN_WORDS: Record<KeyOrigin, string> = {
  CSR: 'from the CSR',
  SERVER: 'made by the server, handed to its owner, then destroyed',
  AWAITED: 'from a CSR still to come',
};

/** `1 name`, `3 names`; the plural given where it is not a mere s. */
export function count(number: number, singular: string, plural = `${singular}s`): string {
  return `${number} ${number === 1 ? singular : plural}`;
}

const SMALL = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];
const PLACES = ['First', 'Second', 'Third', 'Fourth', 'Fifth', 'Sixth', 'Seventh', 'Eighth', 'Ninth', 'Tenth'];

/** Small numbers in words, for sentences. */
export const inWords = (number: number): string => SMALL[number] ?? String(number);

/** `Second`; beyond the tenth `11th`. From 1. */
export const place = (number: number): string => PLACES[number - 1] ?? `${number}${ordinalEnd(number)}`;

function ordinalEnd(number: number): string {
  if (number % 100 >= 11 && number % 100 <= 13) return 'th';
  return ['th', 'st', 'nd', 'rd'][number % 10] ?? 'th';
}

/** `Amara, Daniel or Hana`. */
export function either(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}

/** First letter large: `production` → `Production`. */
export const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `Amara, Daniel and Hana`. */
export function listed(names: readonly string[]): string {
  if (names.length <= 1) return names[0] ?? '';
  return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}
