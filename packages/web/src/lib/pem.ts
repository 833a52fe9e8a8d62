const BLOCK = /-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\s]+)-----END CERTIFICATE-----/g;

/** The certificates in a text, DER, in its order; what is no base64 is left out. */
export function pemBlocks(pem: string): readonly Uint8Array[] {
  return [...pem.matchAll(BLOCK)].flatMap(([, base64 = '']) => {
    try {
      return [Uint8Array.from(atob(base64.replace(/\s/g, '')), (character) => character.charCodeAt(0))];
    } catch {
      return [];
    }
  });
}

/** Each certificate in a text as PEM of its own. */
export const pemTexts = (pem: string): readonly string[] => [...pem.matchAll(BLOCK)].map(([whole]) => `${whole}\n`);
