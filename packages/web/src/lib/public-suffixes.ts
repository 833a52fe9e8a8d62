import { getDomain } from 'tldts';

/** By the public suffix list, its private part included: `shop.example.co.uk` → `example.co.uk`. */
export const findRegistrable = (name: string): string | null =>
  getDomain(name, { allowPrivateDomains: true, validateHostname: false });
